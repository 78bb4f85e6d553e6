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
  'auth.proof_required': {
    status: 403,
    title: { en: 'Show that it is you', 'zh-CN': '请证明是本人操作' },
    detail: {
      en: 'Send your password with it. Who has none signs in anew and repeats this within ten minutes.',
      'zh-CN': '请一并提交当前密码；没有密码的用户请重新登录，并在十分钟内重试。',
    },
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
