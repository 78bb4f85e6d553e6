import type { ProblemCatalogue } from '@keyline/kernel';

/** The problems of signing in. */
export const signInProblems = {
  'auth.invalid_credentials': {
    status: 401,
    title: { en: 'Not signed in', 'zh-CN': '登录失败' },
    detail: { en: 'Tenant, e-mail or password is wrong.', 'zh-CN': '租户、邮箱或密码不正确。' },
  },
  'auth.invalid_refresh_token': {
    status: 401,
    title: { en: 'The refresh token is not good', 'zh-CN': '刷新令牌无效' },
    detail: {
      en: 'It is unknown, used, expired, or its session has ended. Sign in again.',
      'zh-CN': '令牌不存在、已使用、已过期或会话已结束，请重新登录。',
    },
  },
  'auth.no_session': {
    status: 409,
    title: { en: 'No session to end', 'zh-CN': '没有可结束的会话' },
    detail: { en: 'An API key has no session; revoke the key.', 'zh-CN': 'API 密钥没有会话，请吊销密钥。' },
  },
  'auth.wrong_password': {
    status: 422,
    title: { en: 'The password is wrong', 'zh-CN': '密码不正确' },
    detail: { en: 'The current password is another one.', 'zh-CN': '当前密码不正确。' },
  },
  'auth.invalid_link': {
    status: 401,
    title: { en: 'The link is not good', 'zh-CN': '链接无效' },
    detail: {
      en: 'It is unknown, used, withdrawn or expired. Ask for another.',
      'zh-CN': '链接不存在、已使用、已撤回或已过期，请重新申请。',
    },
  },
  'auth.second_factor_required': {
    status: 401,
    title: { en: 'A code is needed', 'zh-CN': '需要验证码' },
    detail: {
      en: 'Send the code of the second factor, or a recovery code, together with the password.',
      'zh-CN': '请将第二因素验证码或恢复码与密码一并提交。',
    },
  },
  'auth.wrong_code': {
    status: 422,
    title: { en: 'The code is wrong', 'zh-CN': '验证码不正确' },
    detail: {
      en: 'It is another one, has run out, or was used before.',
      'zh-CN': '验证码不匹配、已过期或已被使用。',
    },
  },
  'auth.totp_enabled': {
    status: 409,
    title: { en: 'There is a second factor', 'zh-CN': '第二因素已启用' },
    detail: { en: 'Remove it before you begin another.', 'zh-CN': '请先移除现有的第二因素。' },
  },
  'auth.totp_not_begun': {
    status: 409,
    title: { en: 'Nothing to confirm', 'zh-CN': '没有待确认的第二因素' },
    detail: { en: 'Begin a second factor first.', 'zh-CN': '请先开始设置第二因素。' },
  },
  'auth.totp_not_enabled': {
    status: 409,
    title: { en: 'There is no second factor', 'zh-CN': '未启用第二因素' },
    detail: { en: 'The user has none that could be removed.', 'zh-CN': '该用户没有可移除的第二因素。' },
  },
  'session.not_found': {
    status: 404,
    title: { en: 'No such session', 'zh-CN': '没有此会话' },
    detail: {
      en: 'There is no open session with this id.',
      'zh-CN': '没有此编号的有效会话。',
    },
  },
} as const satisfies ProblemCatalogue;
