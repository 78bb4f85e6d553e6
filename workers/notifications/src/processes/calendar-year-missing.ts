import type { Route } from '../domain/route.ts';

/** The coming year's holidays are not in a calendar yet: the administrators hear of it. */
export const calendarYearMissing: Route = {
  to: 'administrators',
  inbox: {
    title: { en: 'The holidays of {year} are missing', 'zh-CN': '缺少 {year} 年的节假日安排' },
    text: {
      en: 'The calendar {calendar} does not know the holidays of {year} yet. Until they are loaded, its days are assumed to be worked by their weekday.',
      'zh-CN': '工作日历“{calendar}”尚无 {year} 年的节假日安排。导入之前，该年工作时间按星期推定。',
    },
  },
  email: {
    subject: {
      en: '{tenant}: the holidays of {year} are missing',
      'zh-CN': '“{tenant}”缺少 {year} 年的节假日安排',
    },
    text: {
      en: '{user}, the calendar {calendar} does not know the holidays of {year} yet. Until they are loaded, its days are assumed to be worked by their weekday.',
      'zh-CN':
        '{user}，您好！工作日历“{calendar}”尚无 {year} 年的节假日安排。导入之前，该年工作时间按星期推定。',
    },
  },
};
