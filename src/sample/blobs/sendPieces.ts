import type http from 'node:http';

interface Manner {
  /** Cuts the connection after so many bytes. */
  readonly cutAfter: number | null;
  /** The most bytes a second. */
  readonly rate: number | null;
  /** The place of a byte to be falsified, counted from the first that is sent. */
  readonly wrongAt: number | null;
}

/** Sends piece by piece, the next when the one before has gone out: there is never more than one in memory. */
export async function sendPieces(
  response: http.ServerResponse,
  pieces: Iterable<Buffer>,
  { cutAfter, rate, wrongAt }: Manner,
): Promise<void> {
  let sent = 0;
  try {
    for (const piece of pieces) {
      const part = cutAfter === null ? piece : piece.subarray(0, cutAfter - sent);
      const isWrong = wrongAt !== null && wrongAt >= sent && wrongAt < sent + part.length;
      await write(response, isWrong ? falsified(part, wrongAt - sent) : part);
      sent += part.length;
      if (sent === cutAfter) {
        response.socket?.destroySoon();
        return;
      }
      if (rate !== null) await pause((part.length / rate) * 1000);
    }
    response.end();
  } catch {
    // Whoever asked has gone away, so there is nobody to tell.
  }
}

function falsified(part: Buffer, at: number): Buffer {
  const copy = Buffer.from(part);
  copy.writeUInt8(copy.readUInt8(at) ^ 0xff, at);
  return copy;
}

function write(response: http.ServerResponse, part: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    response.write(part, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
