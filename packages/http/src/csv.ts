import type { Locale, Text } from '@keyline/kernel';

/** What a cell holds; null and undefined are an empty one, objects and lists are written as JSON. */
export type CsvValue = string | number | boolean | null | undefined | object;

/** One column of a CSV file over rows of some kind. */
export interface CsvColumn<Row> {
  readonly heading: Text;
  value(row: Row): CsvValue;
}

/** What spreadsheets need to take a file for UTF-8. */
export const byteOrderMark = '\ufeff';

/** The first line of a file: its headings. */
export function csvHead<Row>(columns: readonly CsvColumn<Row>[], locale: Locale): string {
  return csvLine(columns.map(({ heading }) => heading[locale]));
}

/** The line of one row. */
export function csvRow<Row>(columns: readonly CsvColumn<Row>[], row: Row): string {
  return csvLine(columns.map(({ value }) => value(row)));
}

/** One line as in RFC 4180, with its line break. */
export function csvLine(values: readonly CsvValue[]): string {
  return `${values.map(cell).join(',')}\r\n`;
}

/** What spreadsheets take for the beginning of a formula; the wide forms in Chinese and Japanese ones. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/;

function cell(value: CsvValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const harmless = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
