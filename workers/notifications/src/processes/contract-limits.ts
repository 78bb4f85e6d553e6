import type { Route } from '../domain/route.ts';

/** A stage of a contract is soon overdue: who acts hears of it. */
export const contractWarned: Route = {
  to: 'contract_reached',
  inbox: {
    title: { en: 'Soon overdue: {about}', 'zh-CN': '即将超期：{about}' },
    text: {
      en: 'Most of the time for the present stage is used up. The account is {account}.',
      'zh-CN': '当前环节的时限即将用完，请尽快处理。客户：{account}。',
    },
  },
  sms: {
    en: 'Keyline: soon overdue: {about}.',
    'zh-CN': '【Keyline】{about}即将超期，请尽快处理。',
  },
};

/** A stage of a contract is overdue: who acts and his manager hear of it. */
export const contractOverdue: Route = {
  to: 'contract_reached',
  inbox: {
    title: { en: 'Overdue: {about}', 'zh-CN': '已超期：{about}' },
    text: {
      en: 'The present stage has passed its limit. The account is {account}.',
      'zh-CN': '当前环节已超过时限。客户：{account}。',
    },
  },
  sms: { en: 'Keyline: overdue: {about}.', 'zh-CN': '【Keyline】{about}已超期，请立即处理。' },
};

/** It is overdue once more: the manager of the unit above hears of it. */
export const contractEscalated: Route = {
  to: 'contract_reached',
  inbox: {
    title: { en: 'Overdue, and now before you: {about}', 'zh-CN': '超期上报：{about}' },
    text: {
      en: 'The present stage has passed its limit again. The account is {account}.',
      'zh-CN': '当前环节再次超过时限，现逐级上报。客户：{account}。',
    },
  },
  sms: {
    en: 'Keyline: overdue, and now before you: {about}.',
    'zh-CN': '【Keyline】{about}再次超期，现上报至您处，请督办。',
  },
};
