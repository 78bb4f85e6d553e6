import type { Route } from '../domain/route.ts';

/** A lead waits too long: who takes leads in hears of it. */
export const leadWarned: Route = {
  to: 'lead_reached',
  inbox: {
    title: { en: 'Soon overdue: {lead}', 'zh-CN': '线索即将超期：{lead}' },
    text: {
      en: 'Most of the time to deal with the lead on {customer} is used up.',
      'zh-CN': '{customer}线索的受理时限即将用完，请尽快处理。',
    },
  },
  sms: {
    en: 'Keyline: soon overdue: the lead {lead}.',
    'zh-CN': '【Keyline】线索“{lead}”即将超期，请尽快处理。',
  },
};

/** It is overdue: he and his manager hear of it. */
export const leadOverdue: Route = {
  to: 'lead_reached',
  inbox: {
    title: { en: 'Overdue: {lead}', 'zh-CN': '线索已超期：{lead}' },
    text: {
      en: 'Nobody has dealt with the lead on {customer} in time.',
      'zh-CN': '{customer}线索未在时限内受理。',
    },
  },
  sms: { en: 'Keyline: overdue: the lead {lead}.', 'zh-CN': '【Keyline】线索“{lead}”已超期，请立即处理。' },
};

/** It is overdue once more: the manager of the unit above hears of it. */
export const leadEscalated: Route = {
  to: 'lead_reached',
  inbox: {
    title: { en: 'Overdue, and now before you: {lead}', 'zh-CN': '线索超期上报：{lead}' },
    text: {
      en: 'The lead on {customer} still waits to be dealt with.',
      'zh-CN': '{customer}线索仍未受理，现逐级上报。',
    },
  },
  sms: {
    en: 'Keyline: overdue, and now before you: the lead {lead}.',
    'zh-CN': '【Keyline】线索“{lead}”再次超期，现上报至您处，请督办。',
  },
};
