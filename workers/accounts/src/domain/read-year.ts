import { chineseExceptions } from '@keyline/calendar/authoring';
import type { YearInput } from './calendar-input.ts';
import { readCsvYear } from './read-csv-year.ts';
import { readIcsYear } from './read-ics-year.ts';
import { type YearFile, yearFile } from './year-file.ts';

/** The exceptions of a year out of what a caller sent, or out of the Chinese years that are shipped. */
export function readYear({ format, text = '', year }: YearInput): YearFile {
  if (format === 'csv') return readCsvYear(text, year);
  if (format === 'ics') return readIcsYear(text, year);
  return yearFile(
    year,
    chineseExceptions(year).map((day) => ({ ...day, line: 1 })),
    [],
  );
}
