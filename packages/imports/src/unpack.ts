import { type Bucket, FileTooLargeError, storeFile } from '@keyline/http';
import { formOf, wideEncodingOf } from './encoding.ts';
import { FileError } from './file-error.ts';

/** Bytes of a file, unpacked. */
export const unpackedLimit = 2 * 1_024 * 1_024 * 1_024;
/** Bytes of a spreadsheet as it comes: it is opened in memory. */
const spreadsheetLimit = 20 * 1_024 * 1_024;

/** Where what is unpacked of a file is kept. */
export function unpackedKey(fileKey: string): string {
  return `${fileKey}.rows`;
}

/**
 * Brings a file into the form of plain rows, from any place of which reading can go on: what is packed (gzip), a
 * spreadsheet, or in two bytes to a character is written anew beside it. Returns where the rows lie. Doing it twice
 * does no harm. Throws FileError.
 */
export async function unpack(bucket: Bucket, fileKey: string): Promise<{ key: string; size: number }> {
  const file = await bucket.get(fileKey);
  if (file === null) throw new FileError('file.gone');
  const head = await headOf(bucket, fileKey, 4);
  const form = formOf(head);
  const wide = wideEncodingOf(head);
  if (form === 'text' && wide === undefined) {
    await file.body.cancel();
    return { key: fileKey, size: file.size };
  }
  if (form === 'zip' && file.size > spreadsheetLimit) {
    await file.body.cancel();
    throw new FileError('file.too_large_unpacked', { limit: spreadsheetLimit });
  }
  const rows = form === 'zip' ? await spreadsheet(await file.arrayBuffer()) : streamed(file.body, form, wide);
  const key = unpackedKey(fileKey);
  try {
    const { size } = await storeFile(bucket, key, rows, unpackedLimit);
    return { key, size };
  } catch (error) {
    if (error instanceof FileTooLargeError) {
      throw new FileError('file.too_large_unpacked', { limit: unpackedLimit });
    }
    // What gzip and spreadsheets complain of is the file's own fault.
    if (error instanceof TypeError || error instanceof FileError) {
      throw error instanceof FileError ? error : new FileError('file.not_readable');
    }
    throw error;
  }
}

/** The first bytes of a file. */
export async function headOf(bucket: Bucket, key: string, length: number): Promise<Uint8Array> {
  const size = (await bucket.head(key))?.size ?? 0;
  if (size === 0) return new Uint8Array();
  const part = await bucket.get(key, { range: { offset: 0, length: Math.min(length, size) } });
  return new Uint8Array((await part?.arrayBuffer()) ?? new ArrayBuffer(0));
}

async function spreadsheet(content: ArrayBuffer): Promise<AsyncIterable<Uint8Array>> {
  const { rowsOfSpreadsheet } = await import('./spreadsheet.ts');
  return rowsOfSpreadsheet(new Uint8Array(content));
}

function streamed(
  body: ReadableStream<Uint8Array>,
  form: 'gzip' | 'text' | 'zip',
  wide: 'utf-16le' | 'utf-16be' | undefined,
): AsyncIterable<Uint8Array> {
  const transform =
    form === 'gzip' ? new DecompressionStream('gzip') : new TextDecoderStream(wide ?? 'utf-16le');
  const text = (body as ReadableStream).pipeThrough(transform as TransformStream);
  return (form === 'gzip' ? text : text.pipeThrough(new TextEncoderStream())) as AsyncIterable<Uint8Array> &
    ReadableStream<Uint8Array>;
}
