import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { createWebviewPanel } from '../../window/editors.ts';
import { toHtml } from './html.ts';

/** What makes one kind of panel: its script and style, and how its messages are read. */
export interface PanelKind<From> {
  readonly viewType: string;
  readonly title: string;
  /** Below `dist/webviews` and `media`. */
  readonly script: string;
  readonly style: string;
  readonly read: (message: unknown) => From | null;
  readonly onMessage: (message: From) => void;
  readonly onDisposed: () => void;
  readonly log: (message: string) => void;
}

/**
 * A webview panel that speaks typed messages. What is posted before the script says that it is ready is lost: the
 * owner answers `ready`, which comes again whenever the panel was hidden and is looked at anew.
 */
export class Panel<From, To> {
  readonly #panel: vscode.WebviewPanel;

  constructor(extensionUri: vscode.Uri, kind: PanelKind<From>) {
    const scripts = vscode.Uri.joinPath(extensionUri, 'dist', 'webviews');
    const media = vscode.Uri.joinPath(extensionUri, 'media');
    this.#panel = createWebviewPanel(kind.viewType, kind.title, {
      enableScripts: true,
      localResourceRoots: [scripts, media],
    });
    const { webview } = this.#panel;
    webview.onDidReceiveMessage((message: unknown) => {
      const read = kind.read(message);
      if (read === null) kind.log(`${kind.viewType}: ignored a message that is none of ours`);
      else kind.onMessage(read);
    });
    this.#panel.onDidDispose(kind.onDisposed);
    webview.html = toHtml({
      title: kind.title,
      language: vscode.env.language,
      cspSource: webview.cspSource,
      script: webview.asWebviewUri(vscode.Uri.joinPath(scripts, kind.script)).toString(),
      style: webview.asWebviewUri(vscode.Uri.joinPath(media, kind.style)).toString(),
      nonce: randomBytes(16).toString('base64'),
    });
  }

  /** Resolves to whether it was delivered, which it is not while the panel is hidden. */
  post(message: To): Thenable<boolean> {
    return this.#panel.webview.postMessage(message);
  }

  reveal(): void {
    this.#panel.reveal();
  }

  dispose(): void {
    this.#panel.dispose();
  }
}
