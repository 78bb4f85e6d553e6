import type { ImportLayout } from '@keyline/schema';
import { parse } from 'papaparse';

/** The trimmed cells of a row; null where its bytes are no text of the encoding. */
export type Cells = readonly string[] | null;

/** Decodes and parses rows that were cut: all of a page at once where that goes, else each by itself. */
export function cellsOf(
  rows: readonly Uint8Array[],
  { encoding, delimiter }: Pick<ImportLayout, 'encoding' | 'delimiter'>,
): Cells[] {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  const texts = rows.map((bytes) => {
    try {
      return decoder.decode(bytes);
    } catch {
      return null;
    }
  });
  const whole = texts.filter((text) => text !== null);
  const parsed = parseRows(whole.join('\n'), delimiter);
  const lines =
    parsed.length === whole.length ? parsed : whole.map((text) => parseRows(text, delimiter)[0] ?? []);
  let next = 0;
  return texts.map((text) => (text === null ? null : trimmed(lines[next++] ?? [])));
}

function parseRows(text: string, delimiter: string): string[][] {
  return parse<string[]>(text, { delimiter, newline: '\n' }).data;
}

function trimmed(cells: readonly string[]): string[] {
  return cells.map((cell) => cell.trim());
}

/** Whether nothing stands in a row. */
export function isBlank(cells: Cells): boolean {
  return cells?.every((cell) => cell === '') ?? false;
}
