import type { Interval } from '@keyline/calendar';
import { intervalFindings } from '@keyline/calendar/authoring';
import { type InputError, isDate } from '@keyline/kernel';
import { fault, type ReadDay, type YearFault, type YearFile, yearFile } from './year-file.ts';

/**
 * Reads holidays and make-up days of one year out of CSV (RFC 4180): a line of names, then `date` (yyyy-mm-dd),
 * `working` (true or false), and where wanted `intervals` (`09:00-12:00 13:00-18:00`) and `name`.
 */
export function readCsvYear(text: string, year: number): YearFile {
  const [head, ...rows] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const names = cells(head ?? '').map((name) => name.toLowerCase());
  if (!names.includes('date') || !names.includes('working')) return yearFile(year, [], [fault('header')]);
  const errors: InputError[] = [];
  const days = rows.flatMap((row, index): ReadDay[] => {
    if (row.trim() === '') return [];
    const values = new Map(cells(row).map((value, at) => [names[at] ?? '', value]));
    const day = dayOfRow(values, index + 2);
    if (typeof day !== 'string') return [day];
    errors.push(fault(day, index + 2));
    return [];
  });
  return yearFile(year, days, errors);
}

const words: ReadonlyMap<string, boolean> = new Map([
  ...['true', '1', 'yes', '是', '班'].map((word) => [word, true] as const),
  ...['false', '0', 'no', '否', '休'].map((word) => [word, false] as const),
]);

function dayOfRow(values: ReadonlyMap<string, string>, line: number): ReadDay | YearFault {
  const date = values.get('date') ?? '';
  if (!isDate(date)) return 'date';
  const working = words.get((values.get('working') ?? '').toLowerCase());
  if (working === undefined) return 'working';
  const intervals = (values.get('intervals') ?? '').split(/[\s;]+/).filter((one) => one !== '');
  const read = intervals.map((one) => one.split('-') as unknown as Interval);
  const wrong = read.some((one) => one.length !== 2) || intervalFindings(read, '').length > 0;
  if (wrong || (!working && read.length > 0)) return 'intervals';
  const name = (values.get('name') ?? '').slice(0, 60);
  return { date, working, ...(read.length > 0 && { intervals: read }), ...(name && { name }), line };
}

/** The cells of one line; quotes keep commas and double quotes, line breaks within cells are not read. */
function cells(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:\s*"((?:[^"]|"")*)"\s*|([^,]*))/g)].map(([, quoted, plain = '']) =>
    (quoted?.replaceAll('""', '"') ?? plain).trim(),
  );
}
