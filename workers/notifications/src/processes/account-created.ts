import type { Route } from '../domain/route.ts';

/** An account was added for somebody else: its owner hears of it. Of an import he hears when it has ended. */
export const accountCreated: Route = {
  to: 'new_owner',
  when: ({ changes, importId }) => importId === undefined && typeof changes?.ownerId?.[1] === 'string',
  inbox: {
    title: { en: 'A new account is yours: {account}', 'zh-CN': '您有新客户：{account}' },
    text: {
      en: '{actor} added it and made you its account manager.',
      'zh-CN': '{actor}已添加该客户，并指定您为客户经理。',
    },
  },
};
