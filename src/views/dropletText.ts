import * as vscode from 'vscode';
import type { Droplet } from '../cloudfoundry/resources/droplet.ts';
import { relativeTime } from '../explorer/time.ts';
import { origin, shortGuid, stateWord } from './tree/words.ts';

/** A droplet in a line: `3f9c01aa · staged · 3 days ago · java_buildpack 4.63.0`. */
export function dropletText(droplet: Droplet): string {
  const age = relativeTime(droplet.createdAt, new Date(), vscode.env.language);
  const words = [shortGuid(droplet.guid), stateWord(droplet.state), age, origin(droplet)];
  return words.filter((word) => word !== null).join(' · ');
}
