import { streamXlsxRows } from 'hucre/xlsx';
import { FileError } from './file-error.ts';

/** Rows of a spreadsheet, and bytes of all its parts, unpacked. */
const rowLimit = 50_000;
const partsLimit = 256 * 1_024 * 1_024;

/**
 * The rows of the first sheet of a workbook (XLSX) as lines of CSV in UTF-8. Throws FileError for what is no
 * workbook, has too many rows, or says of itself that it becomes too large.
 */
export async function* rowsOfSpreadsheet(content: Uint8Array): AsyncGenerator<Uint8Array> {
  if (unpackedBytes(content) > partsLimit)
    throw new FileError('file.too_large_unpacked', { limit: partsLimit });
  const encoder = new TextEncoder();
  let rows = 0;
  let lines = '';
  try {
    for await (const { values, index } of streamXlsxRows(content, { sheet: 0 })) {
      // Empty rows in between count, so that numbers are those of the sheet.
      for (; rows < index; rows += 1) lines += '\n';
      rows = index + 1;
      if (rows > rowLimit + 1) throw new FileError('file.too_many_rows', { limit: rowLimit });
      lines += `${values.map(cellText).join(',')}\n`;
      if (lines.length < 65_536) continue;
      yield encoder.encode(lines);
      lines = '';
    }
  } catch (error) {
    throw error instanceof FileError ? error : new FileError('file.not_readable');
  }
  yield encoder.encode(lines);
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = value instanceof Date ? dayOf(value) : String(value);
  return `"${text.replaceAll('"', '""')}"`;
}

/** A day as people write it in cells; with its time where it has one. */
function dayOf(date: Date): string {
  const instant = date.toISOString();
  return instant.endsWith('T00:00:00.000Z') ? instant.slice(0, 10) : instant;
}

/**
 * Bytes of all parts as the central directory of the archive (PKWARE APPNOTE 4.3.12) gives them: asked before
 * anything is unpacked, so that a small file cannot fill the memory. The reader takes no part for longer than said.
 */
function unpackedBytes(content: Uint8Array): number {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  let sum = 0;
  for (let at = 0; at + 46 <= content.byteLength; at += 1) {
    if (content[at] !== 0x50 || view.getUint32(at, true) !== 0x02014b50) continue;
    sum += view.getUint32(at + 24, true);
    at += 45 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return sum;
}
