import type { Route } from '../domain/route.ts';

/** An account got another owner: he hears of it. Of an import he hears when it has ended. */
export const accountChanged: Route = {
  to: 'new_owner',
  when: ({ changes, importId }) => importId === undefined && typeof changes?.ownerId?.[1] === 'string',
  inbox: {
    title: {
      en: 'You are now the account manager of {account}',
      'zh-CN': '您已成为客户“{account}”的客户经理',
    },
    text: { en: '{actor} handed the account to you.', 'zh-CN': '{actor}已将该客户交由您负责。' },
  },
};
