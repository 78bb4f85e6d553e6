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
  'auth.oidc_provider_not_found': {
    status: 404,
    title: { en: 'No such way to sign in', 'zh-CN': '没有此登录方式' },
    detail: {
      en: 'The tenant has no active identity provider with this id.',
      'zh-CN': '该租户没有此编号的可用身份提供方。',
    },
  },
  'auth.oidc_redirect_not_allowed': {
    status: 422,
    title: { en: 'Nobody is sent back there', 'zh-CN': '不允许的回跳地址' },
    detail: {
      en: 'redirectUri is none of the addresses that the identity provider is set up with, letter by letter.',
      'zh-CN': 'redirectUri 与该身份提供方登记的任一地址均不完全一致。',
    },
  },
  'auth.oidc_attempt_over': {
    status: 401,
    title: { en: 'This sign-in is over', 'zh-CN': '本次登录已失效' },
    detail: {
      en: 'It has been finished, has taken longer than ten minutes, or was begun elsewhere. Begin anew.',
      'zh-CN': '本次登录已完成、已超过十分钟，或不是在此处发起的，请重新开始。',
    },
  },
  'auth.oidc_refused': {
    status: 401,
    title: { en: 'Not confirmed by the identity provider', 'zh-CN': '身份提供方未予确认' },
    detail: {
      en: 'The identity provider does not confirm this sign-in, or its answer cannot be trusted. Begin anew.',
      'zh-CN': '身份提供方未确认本次登录，或其答复不可信，请重新开始。',
    },
  },
  'auth.oidc_misconfigured': {
    status: 502,
    title: { en: 'The identity provider is not set up for this', 'zh-CN': '身份提供方配置有误' },
    detail: {
      en: 'It answers, and not as the settings say: ask an administrator to check issuer, client id and secret.',
      'zh-CN': '身份提供方有响应，但与设置不符，请管理员检查签发者、客户端编号和密钥。',
    },
  },
  'auth.oidc_unavailable': {
    status: 503,
    title: { en: 'The identity provider does not answer', 'zh-CN': '身份提供方暂无响应' },
    detail: {
      en: 'Repeat the request in a moment; a sign-in that was begun is still good.',
      'zh-CN': '请稍后重试，已发起的登录仍然有效。',
    },
  },
  'auth.oidc_email_not_accepted': {
    status: 403,
    title: { en: 'The e-mail address is not accepted', 'zh-CN': '邮箱不被接受' },
    detail: {
      en: 'The identity provider has not verified an e-mail address of yours, or it is of a domain that may not sign in.',
      'zh-CN': '身份提供方未验证您的邮箱，或该邮箱所属域名不允许登录。',
    },
  },
  'auth.oidc_not_linked': {
    status: 403,
    title: { en: 'Nobody here', 'zh-CN': '没有对应的用户' },
    detail: {
      en: 'You are known to the identity provider, and no user of this tenant is you. Ask an administrator to add you.',
      'zh-CN': '身份提供方认识您，但本租户没有对应的用户，请联系管理员添加。',
    },
  },
  'auth.oidc_user_blocked': {
    status: 403,
    title: { en: 'The user is blocked', 'zh-CN': '用户已被停用' },
    detail: { en: 'Ask an administrator of the tenant.', 'zh-CN': '请联系租户的系统管理员。' },
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
