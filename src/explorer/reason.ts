/** Why something failed, in a sentence for people. Never a stack, never a token: our errors hold none. */
export function reasonOf(error: unknown): string {
  if (error instanceof Error && error.message !== '') return error.message;
  return 'no reason was given';
}
