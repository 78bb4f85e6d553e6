import type { Route } from '../domain/route.ts';

/** All work of a leaver has come over: his successor hears of it. */
export const handoverFinished: Route = {
  to: 'successor',
  inbox: {
    title: { en: 'All work of {person} is yours now', 'zh-CN': '{person}的全部工作已交接给您' },
    text: {
      en: 'Accounts, places in teams and open work have come over to you.',
      'zh-CN': '客户、团队职责及待办工作均已转交给您。',
    },
  },
};
