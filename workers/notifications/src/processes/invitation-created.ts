import type { Route } from '../domain/route.ts';

/** Somebody was invited, or once more: he gets the link. */
export const invitationCreated: Route = {
  to: 'invited_user',
  email: {
    link: 'invitation',
    subject: { en: '{tenant} invites you to Keyline', 'zh-CN': '“{tenant}”邀请您加入 Keyline' },
    text: {
      en: '{user}, {actor} has invited you to work in {tenant}. Open the link and choose a password. The link is good once, for seven days.',
      'zh-CN':
        '{user}，您好！{actor}邀请您加入“{tenant}”。请打开链接并设置密码。链接仅可使用一次，七天内有效。',
    },
  },
};
