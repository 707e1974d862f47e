/** VS Code makes links of `[text](command:…)` in a notification, and runs them: names of apps must not become such. */
export function withoutLinks(message: string): string {
  return message.replaceAll('](', '] (');
}
