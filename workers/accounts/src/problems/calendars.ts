import type { ProblemCatalogue } from '@keyline/kernel';

/** The problems of calendars. */
export const calendarProblems = {
  'calendar.not_found': {
    status: 404,
    title: { en: 'No such calendar', 'zh-CN': '没有此工作日历' },
    detail: { en: 'There is no calendar with this id.', 'zh-CN': '没有此编号的工作日历。' },
  },
  'calendar.name_taken': {
    status: 409,
    title: { en: 'The name is taken', 'zh-CN': '名称已被使用' },
    detail: { en: 'Another calendar is called {name}.', 'zh-CN': '已有名为 {name} 的工作日历。' },
  },
  'calendar.in_use': {
    status: 409,
    title: { en: 'The calendar is in use', 'zh-CN': '工作日历正在使用' },
    detail: {
      en: "It is the tenant's default or the one it began with.",
      'zh-CN': '它是租户的默认工作日历或初始工作日历。',
    },
  },
  'calendar.never_due': {
    status: 422,
    title: { en: 'Never due', 'zh-CN': '永不到期' },
    detail: {
      en: 'The calendar has not that much working time within twenty years.',
      'zh-CN': '该工作日历在二十年内没有足够的工作时间。',
    },
  },
} as const satisfies ProblemCatalogue;
