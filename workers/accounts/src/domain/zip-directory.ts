/** One file in a zip archive (APPNOTE.TXT 6.3, 4.3.12), by its entry in the central directory. */
export interface ZipEntry {
  readonly name: string;
  /** 0: as it is; 8: deflate. */
  readonly method: number;
  /** Bytes in the archive. */
  readonly packedSize: number;
  /** Bytes when unpacked, as the archive says. */
  readonly size: number;
  readonly encrypted: boolean;
  /** Where its local header begins. */
  readonly offset: number;
}

/** Where the central directory lies, and how many entries it has. */
export interface ZipDirectory {
  readonly offset: number;
  readonly length: number;
  readonly entries: number;
}

const endSize = 22;
const entrySize = 46;
const longestComment = 65_535;
/** Larger ones are no office files. */
const mostEntries = 10_000;
const longestDirectory = 2 * 1_024 * 1_024;

/** Bytes from the end of an archive among which its end record stands. */
export const zipTail = endSize + longestComment;

/**
 * The directory by the last bytes of an archive of `size` bytes. Undefined for what is no plain archive: cut off,
 * with bytes behind its end or between its parts, split, of more than 4 GiB, or with too much in it.
 */
export function zipDirectoryOf(tail: Uint8Array, size: number): ZipDirectory | undefined {
  const view = viewOf(tail);
  for (let at = tail.byteLength - endSize; at >= 0; at -= 1) {
    if (view.getUint32(at, true) !== 0x06054b50) continue;
    if (at + endSize + view.getUint16(at + 20, true) !== tail.byteLength) continue;
    const [disk, start] = [view.getUint16(at + 4, true), view.getUint16(at + 6, true)];
    const [here, entries] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)];
    const [length, offset] = [view.getUint32(at + 12, true), view.getUint32(at + 16, true)];
    const isPlain = disk === 0 && start === 0 && here === entries && entries <= mostEntries;
    const adjoins = offset + length === size - tail.byteLength + at;
    return isPlain && adjoins && length <= longestDirectory ? { offset, length, entries } : undefined;
  }
  return undefined;
}

/** The entries of a directory by its bytes; undefined where these are not what the archive says. */
export function zipEntriesOf(directory: Uint8Array, count: number): ZipEntry[] | undefined {
  const view = viewOf(directory);
  const decoder = new TextDecoder();
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let left = count; left > 0; left -= 1) {
    if (at + entrySize > directory.byteLength || view.getUint32(at, true) !== 0x02014b50) return undefined;
    const nameEnd = at + entrySize + view.getUint16(at + 28, true);
    const next = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > directory.byteLength) return undefined;
    entries.push({
      name: decoder.decode(directory.subarray(at + entrySize, nameEnd)),
      method: view.getUint16(at + 10, true),
      packedSize: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      offset: view.getUint32(at + 42, true),
    });
    at = next;
  }
  return at === directory.byteLength ? entries : undefined;
}

/** Bytes of a local header before its name. */
export const localHeaderSize = 30;

/** Bytes between the beginning of a local header and the content; undefined where there is no header. */
export function contentStartOf(header: Uint8Array): number | undefined {
  const view = viewOf(header);
  if (header.byteLength < localHeaderSize || view.getUint32(0, true) !== 0x04034b50) return undefined;
  return localHeaderSize + view.getUint16(26, true) + view.getUint16(28, true);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
