import type { Bucket } from '@keyline/http';
import type { ImportLayout } from '@keyline/schema';
import { FileError } from './file-error.ts';
import { type Cells, cellsOf } from './row-cells.ts';
import { type CutRow, RowCutter, RowTooLongError } from './row-cutter.ts';

/** Rows of a page, and bytes of one: whichever is full first. */
export const pageRows = 200;
const pageBytes = 1_048_576;

/** Consecutive rows of a file. */
export interface FilePage {
  /** The number of the first, as spreadsheets count. */
  readonly firstRow: number;
  readonly rows: readonly Cells[];
  /** Where each row ends, in bytes: where the next begins. */
  readonly ends: readonly number[];
  /** Where the next page begins. */
  readonly end: number;
  /** Nothing comes after it. */
  readonly isLast: boolean;
}

/** Reads the pages of a file from a place between two rows on. Throws FileError. */
export async function* readPages(
  bucket: Bucket,
  layout: ImportLayout,
  from: { readonly position: number; readonly rowsRead: number },
): AsyncGenerator<FilePage> {
  const cutter = new RowCutter(layout.delimiter);
  let held: CutRow[] = [];
  let bytes = 0;
  let firstRow = from.rowsRead + 1;
  const page = (isLast: boolean): FilePage => {
    const rows = cellsOf(
      held.map((row) => row.bytes),
      layout,
    );
    const ends = held.map((row) => from.position + row.end);
    const end = isLast ? layout.size : (ends.at(-1) ?? from.position);
    const made = { firstRow, rows, ends, end, isLast };
    firstRow += held.length;
    held = [];
    bytes = 0;
    return made;
  };
  try {
    for await (const chunk of chunksOf(bucket, layout, from.position)) {
      for (const row of cutter.push(chunk)) {
        if (held.length === pageRows || bytes > pageBytes) yield page(false);
        held.push(row);
        bytes += row.bytes.byteLength;
      }
    }
    for (const row of cutter.end()) held.push(row);
    yield page(true);
  } catch (error) {
    if (!(error instanceof RowTooLongError)) throw error;
    throw new FileError('file.row_too_long', { row: firstRow + held.length, limit: 262_144 });
  }
}

async function* chunksOf(
  bucket: Bucket,
  { key, size }: ImportLayout,
  position: number,
): AsyncGenerator<Uint8Array> {
  if (position >= size) return;
  const file = await bucket.get(key, { range: { offset: position, length: size - position } });
  if (file === null) throw new FileError('file.gone');
  const reader = file.body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel();
  }
}
