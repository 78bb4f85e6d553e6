import type { AttachmentKind } from '@keyline/schema';
import {
  contentStartOf,
  localHeaderSize,
  type ZipEntry,
  zipDirectoryOf,
  zipEntriesOf,
  zipTail,
} from './zip-directory.ts';

/** Reads bytes of a file: `length` from `offset` on, or those that there are. */
export type ReadBytes = (offset: number, length: number) => Promise<Uint8Array>;

/** What a file is by its content; `macros`: an office file that brings programs along. */
export type FoundKind = AttachmentKind | 'macros' | undefined;

/** The contents of `[Content_Types].xml` of an ordinary office file are far below. */
const longestTypes = 1_024 * 1_024;
const office = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml',
} as const;
const folders = { docx: 'word/', xlsx: 'xl/' } as const;

/**
 * The kind of a file of `size` bytes by its content, whatever it is called: by the marks at its beginning, and at its
 * end where the format has one, so that a file that was cut off is none; of office files by the parts of the archive.
 * Reads some kilobytes of a file of any size.
 */
export async function fileKindOf(read: ReadBytes, size: number): Promise<FoundKind> {
  const head = await read(0, Math.min(size, 1_024));
  if (begins(head, [0xff, 0xd8, 0xff])) return 'jpeg';
  if (
    begins(head, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) &&
    textOf(head.subarray(12, 16)) === 'IHDR'
  )
    return 'png';
  if (/^%PDF-[12]\.\d/.test(textOf(head.subarray(0, 8)))) {
    const end = textOf(await read(Math.max(0, size - 1_024), Math.min(size, 1_024)));
    return end.includes('%%EOF') ? 'pdf' : undefined;
  }
  return begins(head, [0x50, 0x4b, 0x03, 0x04]) ? officeKindOf(read, size) : undefined;
}

async function officeKindOf(read: ReadBytes, size: number): Promise<FoundKind> {
  const tailSize = Math.min(size, zipTail);
  const directory = zipDirectoryOf(await read(size - tailSize, tailSize), size);
  if (directory === undefined) return undefined;
  const entries = zipEntriesOf(await read(directory.offset, directory.length), directory.entries);
  const [types, ...others] = (entries ?? []).filter(({ name }) => name === '[Content_Types].xml');
  if (entries === undefined || types === undefined || others.length > 0) return undefined;
  if (entries.some(({ encrypted }) => encrypted)) return undefined;
  const said = await unpacked(read, types);
  if (said === undefined) return undefined;
  const brings = entries.some(({ name }) => /(^|\/)vbaProject\.bin$/i.test(name));
  if (brings || /macroEnabled|vbaProject/i.test(said)) return 'macros';
  const kinds = (['docx', 'xlsx'] as const).filter((kind) => said.includes(office[kind]));
  const [kind] = kinds;
  if (kind === undefined || kinds.length > 1) return undefined;
  return entries.some(({ name }) => name.startsWith(folders[kind])) ? kind : undefined;
}

/** The text of an entry that is not too long, whatever the archive says of its length. */
async function unpacked(read: ReadBytes, entry: ZipEntry): Promise<string | undefined> {
  const { method, packedSize, offset } = entry;
  if (packedSize > longestTypes || (method !== 0 && method !== 8)) return undefined;
  const start = contentStartOf(await read(offset, localHeaderSize));
  if (start === undefined) return undefined;
  const packed = await read(offset + start, packedSize);
  if (method === 0) return textOf(packed);
  const source = new Blob([packed as Uint8Array<ArrayBuffer>]).stream();
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of source.pipeThrough(new DecompressionStream('deflate-raw'))) {
      length += chunk.byteLength;
      if (length > longestTypes) return undefined;
      chunks.push(chunk);
    }
  } catch {
    // Whatever it is, no office program made it.
    return undefined;
  }
  const decoder = new TextDecoder();
  return chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join('') + decoder.decode();
}

function begins(head: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, at) => head[at] === byte);
}

/** Marks are ASCII; other bytes come out as something else. */
function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
