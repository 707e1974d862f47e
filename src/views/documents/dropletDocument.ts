import * as vscode from 'vscode';
import { RefusedLinkError } from '../../cloudfoundry/errors.ts';
import type { Droplet } from '../../cloudfoundry/resources/droplet.ts';
import type { Link } from '../../cloudfoundry/resources/resource.ts';
import { maskSecrets } from '../../cloudfoundry/secrets.ts';

const dropletScheme = 'cf-droplet';

/** Fetches a droplet whole from a foundation, which may no longer be known: documents outlive windows. */
export type LoadDroplet = (foundationId: string, link: Link) => Promise<Droplet>;

/**
 * Droplets as read-only JSON documents, fetched whole when opened, secrets masked. The address tells foundation and
 * link, so that a document that VS Code restores finds its droplet again.
 */
export class DropletDocuments implements vscode.TextDocumentContentProvider {
  readonly #load: LoadDroplet;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #registration: vscode.Disposable;
  readonly onDidChange = this.#changed.event;

  constructor(load: LoadDroplet) {
    this.#load = load;
    this.#registration = vscode.workspace.registerTextDocumentContentProvider(dropletScheme, this);
  }

  /** The address of a droplet's document. @throws RefusedLinkError where the API advertises no link to it. */
  uriOf(foundationId: string, droplet: Droplet): vscode.Uri {
    const self = droplet.links['self'];
    if (!self) throw new RefusedLinkError('', 'The API advertises no link to this droplet.');
    const name = droplet.guid.slice(0, 8).replaceAll(/[^\w-]/g, '_');
    const query = new URLSearchParams({ foundation: foundationId, href: self.href });
    return vscode.Uri.from({
      scheme: dropletScheme,
      path: `/${name}.json`,
      query: query.toString(),
    });
  }

  /** Opens the document; fetched afresh where it is open already. */
  async open(foundationId: string, droplet: Droplet): Promise<void> {
    const uri = this.uriOf(foundationId, droplet);
    const isOpen = vscode.workspace.textDocuments.some(
      (document) => document.uri.toString() === uri.toString(),
    );
    if (isOpen) this.#changed.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: false });
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const query = new URLSearchParams(uri.query);
    const link = { href: query.get('href') ?? '', method: 'GET' };
    const droplet = await this.#load(query.get('foundation') ?? '', link);
    return `${JSON.stringify(maskSecrets(droplet.raw).json, null, 2)}\n`;
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
  }
}
