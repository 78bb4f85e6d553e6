import type { Route } from '../domain/route.ts';

/** Somebody has forgotten his password: he gets the link. */
export const passwordResetRequested: Route = {
  to: 'password_forgetter',
  email: {
    link: 'password_reset',
    subject: { en: 'Set a new password for {tenant}', 'zh-CN': '重置您在“{tenant}”的密码' },
    text: {
      en: '{user}, a new password was asked for in your name. Open the link to set one; it is good once, for 30 minutes. If it was not you, do nothing: your password stays as it is.',
      'zh-CN':
        '{user}，您好！有人以您的名义申请重置密码。请打开链接设置新密码，链接仅可使用一次，30 分钟内有效。如非本人操作，请忽略本邮件，您的密码不会改变。',
    },
  },
};
