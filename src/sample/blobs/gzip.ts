import { crc32 } from 'node:zlib';

const header = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);

/**
 * A gzip member that holds the bytes as they are: 65,535 at most, as a stored block of deflate has room for no more. Members may follow one another, and their sizes are known before they
 * are made: so any part of a large file can be made without the rest.
 */
export function gzipMember(bytes: Buffer): Buffer {
  const member = Buffer.alloc(gzippedSize(bytes.length));
  header.copy(member);
  member.writeUInt8(1, 10);
  member.writeUInt16LE(bytes.length, 11);
  member.writeUInt16LE(~bytes.length & 0xffff, 13);
  bytes.copy(member, 15);
  member.writeUInt32LE(crc32(bytes), 15 + bytes.length);
  member.writeUInt32LE(bytes.length, 19 + bytes.length);
  return member;
}

/** How large the member of so many bytes is. */
export function gzippedSize(bytes: number): number {
  return bytes + 23;
}
