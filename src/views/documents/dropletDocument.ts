import * as vscode from 'vscode';
import { RefusedLinkError } from '../../cloudfoundry/errors.ts';
import type { JsonObject } from '../../cloudfoundry/json.ts';
import { maskPair } from '../../cloudfoundry/maskedPair.ts';
import type { Droplet } from '../../cloudfoundry/resources/droplet.ts';
import type { Link } from '../../cloudfoundry/resources/resource.ts';
import { maskSecrets } from '../../cloudfoundry/secrets.ts';
import { inStableOrder } from '../../cloudfoundry/stableOrder.ts';
import { Pairs } from './pairs.ts';
import { showDiff, showDocument } from '../../window/editors.ts';

const dropletScheme = 'cf-droplet';

/**
 * Fetches a whole droplet from a foundation. The foundation may be gone: documents outlive windows.
 */
type LoadDroplet = (foundationId: string, link: Link) => Promise<Droplet>;

/**
 * Droplets as read-only JSON documents, fetched whole when opened, with their secrets masked. The
 * address contains foundation and link, so a document that VS Code restores finds its droplet
 * again; that of a comparison contains both droplets.
 */
export class DropletDocuments implements vscode.TextDocumentContentProvider {
  readonly #load: LoadDroplet;
  readonly #pairs = new Pairs();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #registration: vscode.Disposable;
  readonly onDidChange = this.#changed.event;

  constructor(load: LoadDroplet) {
    this.#load = load;
    this.#registration = vscode.workspace.registerTextDocumentContentProvider(dropletScheme, this);
  }

  /**
   * Opens the document, fetching it again if it is already open.
   * @throws RefusedLinkError without link to the droplet.
   */
  async open(foundationId: string, droplet: Droplet): Promise<void> {
    const uri = uriOf(droplet, { foundation: foundationId, href: hrefOf(droplet) });
    this.#refresh(uri);
    await showDocument(uri);
  }

  /**
   * Opens VS Code's diff editor for two droplets, both fetched whole, with their keys in the same
   * order whoever sent them.
   * @throws RefusedLinkError without link to one of the droplets.
   */
  async openComparison(
    foundationId: string,
    left: Droplet,
    right: Droplet,
    title: string,
  ): Promise<void> {
    const pair = { foundation: foundationId, left: hrefOf(left), right: hrefOf(right) };
    const uris = [
      uriOf(left, { ...pair, side: 'left' }),
      uriOf(right, { ...pair, side: 'right' }),
    ] as const;
    for (const uri of uris) this.#refresh(uri);
    await showDiff(...uris, title);
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const query = new URLSearchParams(uri.query);
    const foundation = query.get('foundation') ?? '';
    const load = (name: string) =>
      this.#load(foundation, { href: query.get(name) ?? '', method: 'GET' });
    const side = query.get('side');
    if (side !== 'left' && side !== 'right') {
      return toText(maskSecrets((await load('href')).raw).json);
    }
    const pair = await this.#pairs.take(pairKey(query), side, async () => {
      const [left, right] = await Promise.all([load('left'), load('right')]);
      return { left, right };
    });
    return toText(inStableOrder(maskPair(pair.left.raw, pair.right.raw)[side]));
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
  }

  #refresh(uri: vscode.Uri): void {
    const isOpen = vscode.workspace.textDocuments.some(
      (document) => document.uri.toString() === uri.toString(),
    );
    if (isOpen) this.#changed.fire(uri);
  }
}

function uriOf(droplet: Droplet, query: Readonly<Record<string, string>>): vscode.Uri {
  const name = droplet.guid.slice(0, 8).replaceAll(/[^\w-]/g, '_');
  return vscode.Uri.from({
    scheme: dropletScheme,
    path: `/${name}.json`,
    query: new URLSearchParams(query).toString(),
  });
}

function hrefOf({ links }: Droplet): string {
  const self = links['self'];
  if (!self) throw new RefusedLinkError('', 'The API advertises no link to this droplet.');
  return self.href;
}

function pairKey(query: URLSearchParams): string {
  return JSON.stringify(['foundation', 'left', 'right'].map((name) => query.get(name)));
}

function toText(json: JsonObject): string {
  return `${JSON.stringify(json, null, 2)}\n`;
}
