import type { Route } from '../domain/route.ts';

/**
 * There is something to do: whoever may do it hears of it. Each stage of a ticket is for all service agents of its
 * unit, who would hear of every step: of those its owner hears by the events of the ticket.
 */
export const taskOpened: Route = {
  to: 'task_parties',
  when: ({ changes }) => changes?.subjectType?.[1] !== 'ticket' || changes.kind?.[1] !== 'stage',
  inbox: {
    title: { en: 'To do: {title}', 'zh-CN': '待办：{title}' },
    text: { en: '{about}, of {account}.', 'zh-CN': '{about}，客户：{account}。' },
  },
  sms: {
    en: 'Keyline: you have something to do: {title} ({about}).',
    'zh-CN': '【Keyline】您有新待办：{title}（{about}），请及时处理。',
  },
};
