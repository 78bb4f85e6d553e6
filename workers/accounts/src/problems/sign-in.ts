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
  'session.not_found': {
    status: 404,
    title: { en: 'No such session', 'zh-CN': '没有此会话' },
    detail: {
      en: 'There is no open session with this id.',
      'zh-CN': '没有此编号的有效会话。',
    },
  },
} as const satisfies ProblemCatalogue;
