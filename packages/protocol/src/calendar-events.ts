import type { EventKind } from './event-kind.ts';

/** The events of calendars. */
export const calendarEvents = {
  'calendar.created': { summary: { en: 'A calendar was made', 'zh-CN': '工作日历已创建' }, consumers: [] },
  'calendar.changed': {
    summary: { en: 'A calendar was changed', 'zh-CN': '工作日历已修改' },
    consumers: ['tickets'],
  },
  'calendar.removed': { summary: { en: 'A calendar was removed', 'zh-CN': '工作日历已移除' }, consumers: [] },
  /** Its subject and version are those of the calendar, its data name the year. */
  'calendar.year_loaded': {
    summary: { en: 'The holidays of a year were loaded', 'zh-CN': '已导入一年的节假日安排' },
    consumers: ['accounts', 'opportunities', 'contracts', 'tickets'],
  },
  'calendar.year_missing': {
    summary: { en: 'The holidays of a coming year are missing', 'zh-CN': '缺少来年的节假日安排' },
    consumers: ['notifications'],
  },
} as const satisfies Readonly<Record<string, EventKind>>;
