import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { CommonWish } from '../../webviews/frame.ts';
import { createWebviewPanel } from '../../window/editors.ts';
import { toHtml } from './html.ts';
import type { OpenPanel } from './openPanels.ts';
import { PanelFrame, type PanelContent, type PanelHandle } from './panelFrame.ts';

/** The definition of one kind of panel. */
export interface PanelKind<Row, Wish extends { readonly type: string }, View> {
  readonly viewType: string;
  readonly title: (row: Row) => string;
  /** Its name in `main/panels.ts`. */
  readonly panel: string;
  /** Under `media`. */
  readonly style: string;
  readonly read: (message: unknown) => Wish | CommonWish | null;
  readonly toContent: (handle: PanelHandle<Row>) => PanelContent<Wish, View>;
}

/** Opens a panel, and starts to load its content. */
export function openPanel<Row, Wish extends { readonly type: string }, View>(
  kind: PanelKind<Row, Wish, View>,
  row: Row,
  options: {
    readonly extensionUri: vscode.Uri;
    /** Logs problems. */
    readonly log: (message: string) => void;
    readonly onDisposed: () => void;
  },
): OpenPanel<Row> {
  const { extensionUri, log, onDisposed } = options;
  const title = kind.title(row);
  const scripts = vscode.Uri.joinPath(extensionUri, 'dist', 'webviews');
  const media = vscode.Uri.joinPath(extensionUri, 'media');
  const panel = createWebviewPanel(kind.viewType, title, {
    enableScripts: true,
    localResourceRoots: [scripts, media],
  });
  const { webview } = panel;
  const frame = new PanelFrame<Row, Wish, View>(
    {
      read: kind.read,
      // Lost while the panel is hidden: the script says that it is ready once it is visible again.
      post: (message) => void webview.postMessage(message),
      log: (message) => log(`${kind.viewType}: ${message}`),
    },
    row,
    kind.toContent,
  );
  webview.onDidReceiveMessage((message: unknown) => void frame.receive(message));
  panel.onDidDispose(() => {
    frame.dispose();
    onDisposed();
  });
  webview.html = toHtml({
    title,
    panel: kind.panel,
    language: vscode.env.language,
    cspSource: webview.cspSource,
    script: webview.asWebviewUri(vscode.Uri.joinPath(scripts, 'panels.js')).toString(),
    style: webview.asWebviewUri(vscode.Uri.joinPath(media, kind.style)).toString(),
    nonce: randomBytes(16).toString('base64'),
  });
  void frame.load();
  return {
    get row() {
      return frame.row;
    },
    get current() {
      return frame.current;
    },
    reveal: (again) => {
      panel.reveal();
      frame.show(again);
    },
    draw: () => frame.draw(),
    load: () => frame.load(),
    dispose: () => panel.dispose(),
  };
}
