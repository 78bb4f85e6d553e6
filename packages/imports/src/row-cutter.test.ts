import fc from 'fast-check';
import { unparse } from 'papaparse';
import { expect, test } from 'vitest';
import { cellsOf } from './row-cells.ts';
import { type CutRow, RowCutter, RowTooLongError, rowLimit } from './row-cutter.ts';

const layout = { encoding: 'utf-8', delimiter: ',' } as const;

function cutAll(bytes: Uint8Array, sizes: readonly number[] = [bytes.byteLength]): CutRow[] {
  const cutter = new RowCutter(',');
  const rows: CutRow[] = [];
  for (let at = 0, turn = 0; at < bytes.byteLength; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    rows.push(...cutter.push(bytes.slice(at, at + size)));
    at += size;
  }
  return [...rows, ...cutter.end()];
}

const cell = fc.stringMatching(/^[a-z甲乙",\n' ]{0,8}$/).map((text) => text.trim());
const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 });

test('whatever is written is read again, however the bytes come, from any row on', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(table, sizes, fc.constantFrom('\n', '\r\n'), (rows, pieces, newline) => {
      const bytes = new TextEncoder().encode(unparse(rows, { newline }));
      const cut = cutAll(bytes, pieces);
      expect(
        cellsOf(
          cut.map((row) => row.bytes),
          layout,
        ),
      ).toEqual(rows);
      for (const [index, { end }] of cut.entries()) {
        const rest = cutAll(bytes.subarray(end));
        expect(
          cellsOf(
            rest.map((row) => row.bytes),
            layout,
          ),
        ).toEqual(rows.slice(index + 1));
      }
    }),
    { numRuns: 200 },
  );
});

test('a quotation mark inside an open cell is text, and does not swallow the rows behind it', () => {
  const bytes = new TextEncoder().encode('a,5" pipe\nb,a""b\nc,d\n');
  expect(
    cellsOf(
      cutAll(bytes).map((row) => row.bytes),
      layout,
    ),
  ).toEqual([
    ['a', '5" pipe'],
    ['b', 'a""b'],
    ['c', 'd'],
  ]);
});

test('a row that never ends is given up instead of filling the memory', () => {
  const cutter = new RowCutter(',');
  const endless = new Uint8Array(rowLimit + 10).fill(97);
  endless[0] = 34;
  expect(() => [...cutter.push(endless)]).toThrow(RowTooLongError);
});

test('bytes that are no text of the encoding spoil their own row only', () => {
  const bytes = Uint8Array.from([97, 10, 0xff, 0xfe, 10, 98, 10]);
  expect(
    cellsOf(
      cutAll(bytes).map((row) => row.bytes),
      layout,
    ),
  ).toEqual([['a'], null, ['b']]);
});
