import { chineseExceptions, chineseYears } from './china.ts';
import type { CalendarDefinition, Interval } from './definition.ts';

const officeHours: readonly Interval[] = [
  ['09:00', '12:00'],
  ['13:00', '18:00'],
];

const officeWeek = {
  mon: officeHours,
  tue: officeHours,
  wed: officeHours,
  thu: officeHours,
  fri: officeHours,
};

/** 480 working minutes a day, Monday to Friday. */
export function officeCalendar(timeZone: string): CalendarDefinition {
  return { timeZone, week: officeWeek, exceptions: [] };
}

/** The same with the Chinese years that are known. */
export function chineseOfficeCalendar(timeZone = 'Asia/Shanghai'): CalendarDefinition {
  const exceptions = chineseYears.flatMap(chineseExceptions);
  return { timeZone, week: officeWeek, exceptions, knownYears: chineseYears };
}

/** What a tenant begins with: with China's holidays where it speaks Chinese or lives by China's time. */
export function startingCalendar(locale: string, timeZone: string): CalendarDefinition {
  return isChinese(locale, timeZone) ? chineseOfficeCalendar(timeZone) : officeCalendar(timeZone);
}

export function isChinese(locale: string, timeZone: string): boolean {
  return locale === 'zh-CN' || timeZone === 'Asia/Shanghai';
}

/** What that calendar is called. */
export function startingCalendarName(locale: string): string {
  return locale === 'zh-CN' ? '标准工作时间' : 'Standard working time';
}
