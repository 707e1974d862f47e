/** Where the lower rooms write. `debug` is one line a request; no line ever holds a token or a body. */
export interface Log {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
}

/** For those who have nowhere to write to. */
export const silentLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
};
