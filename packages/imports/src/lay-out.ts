import type { Bucket } from '@keyline/http';
import type { ImportLayout } from '@keyline/schema';
import { delimiterOf, encodingOf, markLength } from './encoding.ts';
import { FileError } from './file-error.ts';
import { cellsOf, isBlank } from './row-cells.ts';
import { RowCutter } from './row-cutter.ts';
import { headOf, unpack } from './unpack.ts';

/** Bytes by which the form of a file is told. */
const headBytes = 262_144;

/** How a file is to be read, and where its rows begin. */
export interface LaidOut {
  readonly layout: ImportLayout;
  /** Where the row behind the head row begins, in bytes. */
  readonly position: number;
  /** Rows before that place. */
  readonly rowsRead: number;
}

/** Unpacks a file where it is packed, and finds its encoding, its delimiter and its head row. Throws FileError. */
export async function layOut(bucket: Bucket, fileKey: string): Promise<LaidOut> {
  const { key, size } = await unpack(bucket, fileKey);
  const head = await headOf(bucket, key, headBytes);
  const mark = markLength(head);
  const encoding = encodingOf(head);
  const first = new TextDecoder(encoding).decode(head.subarray(mark)).split(/\r?\n/, 20);
  const delimiter = delimiterOf(first.find((line) => line.trim() !== '') ?? '', encoding);
  const cutter = new RowCutter(delimiter);
  const rows = [...cutter.push(head.subarray(mark)), ...(size <= headBytes ? cutter.end() : [])];
  for (const [index, { bytes, end }] of rows.entries()) {
    const [cells = null] = cellsOf([bytes], { encoding, delimiter });
    if (cells === null || isBlank(cells)) continue;
    const layout = { key, encoding, delimiter, columns: cells, size };
    return { layout, position: mark + end, rowsRead: index + 1 };
  }
  throw new FileError('file.no_rows');
}
