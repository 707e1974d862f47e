import * as vscode from 'vscode';
import { inert, inertLines } from './inert.ts';

/** The text under a modal message's question, and the button that only closes it. */
interface Modal {
  readonly detail: string;
  /** The label of the button that changes nothing, if "Cancel" could be misread. */
  readonly close?: string | undefined;
}

type Show = (
  message: string,
  ...items: vscode.MessageItem[]
) => Thenable<vscode.MessageItem | undefined>;

/**
 * Each shows a notification with buttons, without links in its texts.
 * @returns the selected title, as given
 */
export function showInformation(message: string, ...titles: string[]): Promise<string | undefined> {
  return notify(vscode.window.showInformationMessage, message, titles);
}

export function showWarning(message: string, ...titles: string[]): Promise<string | undefined> {
  return notify(vscode.window.showWarningMessage, message, titles);
}

export function showError(message: string, ...titles: string[]): Promise<string | undefined> {
  return notify(vscode.window.showErrorMessage, message, titles);
}

/** Asks a modal question. @returns the selected title; undefined when closed */
export async function askModal(
  question: string,
  { close, detail }: Modal,
  ...titles: string[]
): Promise<string | undefined> {
  const items = titles.map(toItem);
  const closing = close === undefined ? [] : [{ title: inert(close), isCloseAffordance: true }];
  const options = { modal: true, detail: inertLines(detail) };
  const chosen = await vscode.window.showWarningMessage<vscode.MessageItem>(
    inert(question),
    options,
    ...items,
    ...closing,
  );
  return titles[chosen ? items.indexOf(chosen) : -1];
}

async function notify(show: Show, message: string, titles: string[]): Promise<string | undefined> {
  const items = titles.map(toItem);
  const chosen = await show(inert(message), ...items);
  return titles[chosen ? items.indexOf(chosen) : -1];
}

function toItem(title: string): vscode.MessageItem {
  return { title: inert(title) };
}
