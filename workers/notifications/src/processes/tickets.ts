import type { Route } from '../domain/route.ts';

/** A ticket was opened: its owner hears of it, unless he opened it himself. */
export const ticketCreated: Route = {
  to: 'ticket_owner',
  inbox: {
    title: { en: 'A new ticket is yours: {about}', 'zh-CN': '您有新工单：{about}' },
    text: { en: '{actor} opened it for {account}.', 'zh-CN': '{actor}已为{account}创建该工单，请及时处理。' },
  },
  sms: {
    en: 'Keyline: a new ticket is yours: {about}.',
    'zh-CN': '【Keyline】您有新工单：{about}，请及时处理。',
  },
};

/** A ticket was given to somebody: he hears of it. */
export const ticketAssigned: Route = {
  to: 'ticket_owner',
  inbox: {
    title: { en: 'A ticket is yours now: {about}', 'zh-CN': '工单已指派给您：{about}' },
    text: {
      en: '{actor} gave it to you. The account is {account}.',
      'zh-CN': '{actor}已将该工单指派给您。客户：{account}。',
    },
  },
  sms: {
    en: 'Keyline: a ticket is yours now: {about}.',
    'zh-CN': '【Keyline】工单已指派给您：{about}，请及时处理。',
  },
};

/** A ticket that was over is open again: its owner hears of it. */
export const ticketReopened: Route = {
  to: 'ticket_owner',
  inbox: {
    title: { en: 'Open again: {about}', 'zh-CN': '工单重新打开：{about}' },
    text: {
      en: 'The ticket of {account} is not solved after all.',
      'zh-CN': '{account}的工单尚未解决，请继续处理。',
    },
  },
  sms: { en: 'Keyline: open again: {about}.', 'zh-CN': '【Keyline】工单重新打开：{about}，请继续处理。' },
};

/** The customer wrote: the owner of his ticket hears of it. */
export const ticketMessaged: Route = {
  to: 'ticket_owner',
  inbox: {
    title: { en: 'The customer wrote: {about}', 'zh-CN': '客户有新消息：{about}' },
    text: { en: 'The account is {account}.', 'zh-CN': '客户：{account}。' },
  },
};

/** The time for a target is nearly used up: the owner hears of it, in working time. */
export const ticketWarned: Route = {
  to: 'ticket_reached',
  inbox: {
    title: {
      en: '{percent} % of the time for the {metric} is used: {about}',
      'zh-CN': '{metric}时限已用 {percent}%：{about}',
    },
    text: { en: 'The account is {account}.', 'zh-CN': '客户：{account}。' },
  },
  sms: {
    en: 'Keyline: {percent} % of the time for the {metric} is used: {about}.',
    'zh-CN': '【Keyline】{metric}时限已用 {percent}%：{about}，请尽快处理。',
  },
};

/** A target was missed: the owner and the service supervisor hear of it at once. */
export const ticketBreached: Route = {
  to: 'ticket_reached',
  inbox: {
    title: { en: 'The {metric} is late: {about}', 'zh-CN': '{metric}已超时：{about}' },
    text: { en: 'The account is {account}.', 'zh-CN': '客户：{account}。' },
  },
  sms: {
    en: 'Keyline: the {metric} is late: {about}.',
    'zh-CN': '【Keyline】{metric}已超时：{about}，请立即处理。',
  },
};

/** It is still late: those above hear of it. */
export const ticketEscalated: Route = {
  to: 'ticket_reached',
  inbox: {
    title: {
      en: 'The {metric} is late, and now before you: {about}',
      'zh-CN': '{metric}超时上报：{about}',
    },
    text: {
      en: '{percent} % of the time are used up. The account is {account}.',
      'zh-CN': '时限已用 {percent}%，现逐级上报。客户：{account}。',
    },
  },
  sms: {
    en: 'Keyline: the {metric} is late, and now before you: {about}.',
    'zh-CN': '【Keyline】{metric}已用时 {percent}%仍未完成，现上报至您处：{about}，请督办。',
  },
};
