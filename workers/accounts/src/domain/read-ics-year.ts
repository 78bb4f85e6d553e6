import { type InputError, isDate } from '@keyline/kernel';
import { fault, type ReadDay, type YearFault, type YearFile, yearFile } from './year-file.ts';

const dayMs = 86_400_000;
const mostDays = 62;

/** How a make-up day is called: 班, 补班, 上班, or in English. */
const isWorked = /班|make-?up|work(?:ing)?[ -]?day/i;

interface Line {
  readonly name: string;
  readonly parameters: string;
  readonly value: string;
  readonly number: number;
}

/**
 * Reads holidays and make-up days of one year out of iCalendar (RFC 5545): the events that last whole days
 * (`VALUE=DATE`, the end is not part of it). One whose summary calls it a working day (班) is worked, as on Mondays.
 * Events at a time of day and cancelled ones are left out; events that repeat are refused.
 */
export function readIcsYear(text: string, year: number): YearFile {
  const days: ReadDay[] = [];
  const errors: InputError[] = [];
  for (const event of eventsOf(linesOf(text))) {
    const read = daysOf(event);
    if (typeof read === 'string') errors.push(fault(read, event[0]?.number));
    else days.push(...read);
  }
  return yearFile(year, days, errors);
}

/** The lines, put together where they were folded. */
function linesOf(text: string): Line[] {
  const unfolded: { text: string; number: number }[] = [];
  text.split(/\r?\n/).forEach((line, index) => {
    const last = unfolded.at(-1);
    if (/^[ \t]/.test(line) && last) last.text += line.slice(1);
    else unfolded.push({ text: line, number: index + 1 });
  });
  return unfolded.flatMap(({ text: line, number }) => {
    const [, name, parameters = '', value = ''] =
      /^([A-Za-z-]+)((?:;[^:"]*(?:"[^"]*")?)*):(.*)$/.exec(line) ?? [];
    return name === undefined ? [] : [{ name: name.toUpperCase(), parameters, value, number }];
  });
}

/** The lines of each event, its own only: alarms within it have lines of the same names. */
function eventsOf(lines: readonly Line[]): Line[][] {
  const events: Line[][] = [];
  let depth: string[] = [];
  for (const line of lines) {
    const part = line.value.trim().toUpperCase();
    if (line.name === 'BEGIN') {
      depth = [...depth, part];
      if (part === 'VEVENT') events.push([line]);
    } else if (line.name === 'END') depth = depth.slice(0, -1);
    else if (depth.at(-1) === 'VEVENT') events.at(-1)?.push(line);
  }
  return events;
}

function daysOf(event: readonly Line[]): ReadDay[] | YearFault {
  const of = (name: string) => event.find((line) => line.name === name);
  const [start, end] = [of('DTSTART'), of('DTEND')];
  if (of('STATUS')?.value === 'CANCELLED') return [];
  if (start && /T\d{6}/.test(start.value)) return [];
  if (of('RRULE') ?? of('RDATE')) return 'recurring';
  const first = dayOf(start?.value);
  const weeks = /^P(\d+)([DW])$/.exec(of('DURATION')?.value ?? '');
  const lasts = weeks === null ? 1 : Number(weeks[1]) * (weeks[2] === 'W' ? 7 : 1);
  const past = end === undefined ? (first ?? 0) + lasts : dayOf(end.value);
  if (first === undefined || past === undefined) return 'date';
  // Some write a day's own date as its end.
  const length = Math.max(1, past - first);
  if (length > mostDays) return 'too_long';
  const name = unescaped(of('SUMMARY')?.value ?? '').slice(0, 60);
  const line = event[0]?.number ?? 1;
  return Array.from({ length }, (_, at) => ({
    date: new Date((first + at) * dayMs).toISOString().slice(0, 10),
    working: isWorked.test(name),
    ...(name !== '' && { name }),
    line,
  }));
}

/** Days since 1970-01-01 of a date `yyyymmdd`. */
function dayOf(value: string | undefined): number | undefined {
  const date = (value ?? '').trim().replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
  return isDate(date) ? Date.parse(date) / dayMs : undefined;
}

function unescaped(text: string): string {
  return text.replace(/\\([nN,;\\])/g, (_, what: string) => (/n/i.test(what) ? ' ' : what)).trim();
}
