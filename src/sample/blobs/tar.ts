const block = 512;

/** What ends an archive. */
export const endOfArchive = Buffer.alloc(2 * block);

/** The header of a file in an archive; its content follows, filled up to whole blocks. */
export function tarHeader(name: string, size: number, mode = 0o644): Buffer {
  const header = Buffer.alloc(block);
  header.write(name, 0);
  header.write(octal(mode, 7), 100);
  header.write(octal(2000, 7), 108);
  header.write(octal(2000, 7), 116);
  header.write(octal(size, 11), 124);
  header.write(octal(0, 11), 136);
  header.write('        ', 148);
  header.write('0', 156);
  header.write('ustar\u000000', 257);
  header.write('vcap', 265);
  header.write('vcap', 297);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${octal(sum, 6)}\0 `, 148);
  return header;
}

/** A file with its header. */
export function tarFile(name: string, text: string, mode?: number): Buffer {
  const content = Buffer.from(text);
  const filled = Buffer.alloc(Math.ceil(content.length / block) * block);
  content.copy(filled);
  return Buffer.concat([tarHeader(name, content.length, mode), filled]);
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0');
}
