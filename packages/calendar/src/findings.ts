import { findingsOf, type InputError, isDate, type Text } from '@keyline/kernel';
import { compileCalendar } from './compile.ts';
import { type CalendarDefinition, type CalendarException, type Interval, weekdays } from './definition.ts';
import { dayMs, minuteOf } from './local-time.ts';
import { NoWorkingTimeError, nextOpening, patienceDays } from './working-time.ts';
import { isTimeZone } from './zone.ts';

const texts = {
  time_zone: { en: 'This is no IANA time zone.', 'zh-CN': '不是有效的 IANA 时区。' },
  time: {
    en: 'Must be a time from 00:00 to 24:00, hours and minutes.',
    'zh-CN': '必须是 00:00 至 24:00 之间的时间（时:分）。',
  },
  interval_backward: { en: 'Must end after it begins.', 'zh-CN': '结束时间必须晚于开始时间。' },
  interval_overlap: {
    en: 'Overlaps another interval of the same day.',
    'zh-CN': '与同一天的其他时段重叠。',
  },
  date: { en: 'Must be a day of the calendar, yyyy-mm-dd.', 'zh-CN': '必须是有效日期，格式为 yyyy-mm-dd。' },
  date_repeated: { en: 'The date is named twice.', 'zh-CN': '该日期重复出现。' },
  no_intervals: {
    en: 'A working day needs intervals where Monday has none.',
    'zh-CN': '周一没有工作时段时，工作日必须给出时段。',
  },
  intervals_on_day_off: { en: 'A day off has no intervals.', 'zh-CN': '休息日不能有工作时段。' },
  no_working_time: {
    en: 'There is no working time in the next 400 days.',
    'zh-CN': '未来 400 天内没有工作时间。',
  },
} as const satisfies Record<string, Text>;

const error = findingsOf(texts);

/**
 * What is wrong with a definition, each at its JSON Pointer; nothing when it is a calendar. `at` (milliseconds)
 * is from when on working time is looked for.
 */
export function calendarFindings(definition: CalendarDefinition, at: number): InputError[] {
  const { timeZone, week, exceptions = [] } = definition;
  const findings = [
    ...(isTimeZone(timeZone) ? [] : [error('/timeZone', 'time_zone')]),
    ...weekdays.flatMap((weekday) => intervalFindings(week[weekday] ?? [], `/week/${weekday}`)),
    ...exceptions.flatMap((exception, index) => exceptionFindings(definition, exception, index)),
    ...repeated(exceptions).map((index) => error(`/exceptions/${index}/date`, 'date_repeated')),
  ];
  if (findings.length > 0 || worksWithin(definition, at)) return findings;
  return [error('', 'no_working_time')];
}

/** What is wrong with the intervals of one day. */
export function intervalFindings(intervals: readonly Interval[], pointer: string): InputError[] {
  const read = intervals.map(([from, until], index) => {
    return { index, from: minuteOf(from), until: minuteOf(until) };
  });
  const findings = read.flatMap(({ index, from, until }) => {
    const here = `${pointer}/${index}`;
    if (from !== undefined && until !== undefined) {
      return from < until ? [] : [error(here, 'interval_backward')];
    }
    return [
      ...(from === undefined ? [error(`${here}/0`, 'time')] : []),
      ...(until === undefined ? [error(`${here}/1`, 'time')] : []),
    ];
  });
  if (findings.length > 0) return findings;
  const ordered = read.toSorted((one, other) => Number(one.from) - Number(other.from));
  return ordered.flatMap(({ index, from }, at) => {
    const last = ordered[at - 1]?.until;
    return Number(from) < Number(last ?? 0) ? [error(`${pointer}/${index}`, 'interval_overlap')] : [];
  });
}

function exceptionFindings(
  { week }: CalendarDefinition,
  { date, working, intervals }: CalendarException,
  index: number,
): InputError[] {
  const here = `/exceptions/${index}`;
  const found = isDate(date) ? [] : [error(`${here}/date`, 'date')];
  if (!working) {
    return intervals === undefined ? found : [...found, error(`${here}/intervals`, 'intervals_on_day_off')];
  }
  const worked = intervals ?? week.mon ?? [];
  if (worked.length === 0) return [...found, error(`${here}/intervals`, 'no_intervals')];
  return [...found, ...intervalFindings(intervals ?? [], `${here}/intervals`)];
}

/** The places of dates that were named before. */
function repeated(exceptions: readonly CalendarException[]): number[] {
  const seen = new Set<string>();
  return exceptions.flatMap(({ date }, index) => {
    if (seen.has(date)) return [index];
    seen.add(date);
    return [];
  });
}

function worksWithin(definition: CalendarDefinition, at: number): boolean {
  try {
    return nextOpening(compileCalendar(definition), at) <= at + patienceDays * dayMs;
  } catch (failure) {
    if (failure instanceof NoWorkingTimeError) return false;
    throw failure;
  }
}
