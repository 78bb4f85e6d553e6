import type { CalendarException } from '@keyline/calendar';
import type { InputError, Text } from '@keyline/kernel';

/** What was read out of a file of holidays. */
export interface YearFile {
  /** Of the year asked for, by date. */
  readonly days: readonly CalendarException[];
  /** How many days of other years were left out. */
  readonly outside: number;
  /** What could not be read, with its line. */
  readonly errors: readonly InputError[];
}

const texts = {
  header: {
    en: 'The first line must name the columns date and working.',
    'zh-CN': '首行必须包含 date 和 working 两列。',
  },
  date: { en: 'is no date', 'zh-CN': '日期无效' },
  working: { en: 'working must be true or false', 'zh-CN': 'working 列必须是 true 或 false' },
  intervals: {
    en: 'intervals must be such as 09:00-12:00 13:00-18:00, in order, and only on working days',
    'zh-CN': 'intervals 列格式应为 09:00-12:00 13:00-18:00，按时间先后，且仅用于工作日',
  },
  repeated: { en: 'the date was named before', 'zh-CN': '日期重复' },
  recurring: { en: 'events that repeat are not read', 'zh-CN': '不支持重复事件' },
  too_long: { en: 'lasts more than 62 days', 'zh-CN': '持续超过 62 天' },
  empty: {
    en: 'Nothing was found for the year asked for.',
    'zh-CN': '未找到所请求年份的任何日期。',
  },
} as const satisfies Record<string, Text>;

export type YearFault = keyof typeof texts;

/** What is wrong with the file, or with one of its lines (from 1). */
export function fault(code: YearFault, line?: number): InputError {
  const text: Text = texts[code];
  const detail: Text =
    line === undefined
      ? text
      : { en: `Line ${line}: ${text.en}.`, 'zh-CN': `第 ${line} 行：${text['zh-CN']}。` };
  return { pointer: '/text', code, detail };
}

/** A day that was read, and where. */
export interface ReadDay extends CalendarException {
  readonly line: number;
}

/** The days of one year, each once. */
export function yearFile(year: number, read: readonly ReadDay[], faults: readonly InputError[]): YearFile {
  const own = read.filter(({ date }) => date.startsWith(`${year}-`));
  const seen = new Map<string, CalendarException>();
  const errors = [...faults];
  for (const { line, ...day } of own) {
    if (seen.has(day.date)) errors.push(fault('repeated', line));
    else seen.set(day.date, day);
  }
  if (own.length === 0 && errors.length === 0) errors.push(fault('empty'));
  const days = [...seen.values()].toSorted((one, other) => (one.date < other.date ? -1 : 1));
  return { days, outside: read.length - own.length, errors: errors.slice(0, 100) };
}
