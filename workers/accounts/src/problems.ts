import { commonProblems, type ProblemCatalogue } from '@keyline/kernel';

/** The problems of this domain: the only place where they are spelled. */
export const problems = {
  'tenant.sign_up_closed': {
    status: 403,
    title: { en: 'Sign-up is closed', 'zh-CN': '未开放注册' },
    detail: { en: 'New tenants are opened by the operator.', 'zh-CN': '新租户由运营方开通。' },
  },
  'tenant.slug_taken': {
    status: 409,
    title: { en: 'The slug is taken', 'zh-CN': '标识已被使用' },
    detail: { en: 'Another tenant has the slug {slug}.', 'zh-CN': '标识 {slug} 已属于其他租户。' },
  },
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
  'api_key.not_found': {
    status: 404,
    title: { en: 'No such API key', 'zh-CN': '没有此 API 密钥' },
    detail: { en: 'There is no API key with this id.', 'zh-CN': '没有此编号的 API 密钥。' },
  },
  'api_key.beyond_own_rights': {
    status: 403,
    title: { en: 'More than you may do yourself', 'zh-CN': '超出本人权限' },
    detail: {
      en: 'You do not hold these permissions for the whole tenant: {permissions}.',
      'zh-CN': '您未在整个租户范围内拥有以下权限：{permissions}。',
    },
  },
  'api_key.beyond_own_limits': {
    status: 403,
    title: { en: 'Less limited than the key that makes it', 'zh-CN': '限制少于创建它的密钥' },
    detail: {
      en: 'A key that makes a key gives it an end no later than its own, and no further addresses.',
      'zh-CN': '由密钥创建的密钥，其到期时间不得晚于创建者，允许的地址不得超出创建者。',
    },
  },
  'org_unit.not_found': {
    status: 404,
    title: { en: 'No such org unit', 'zh-CN': '没有此组织单元' },
    detail: { en: 'There is no org unit with this id.', 'zh-CN': '没有此编号的组织单元。' },
  },
  'org_unit.name_taken': {
    status: 409,
    title: { en: 'The name is taken', 'zh-CN': '名称已被使用' },
    detail: {
      en: 'Another unit below the same parent is called {name}.',
      'zh-CN': '同一上级下已有名为 {name} 的单元。',
    },
  },
  'org_unit.kind_misplaced': {
    status: 422,
    title: { en: 'This kind does not belong there', 'zh-CN': '类型层级不符' },
    detail: {
      en: 'A {kind} cannot stand below a {parentKind}.',
      'zh-CN': '{kind} 不能设在 {parentKind} 之下。',
    },
  },
  'account.not_found': {
    status: 404,
    title: { en: 'No such account', 'zh-CN': '没有此客户' },
    detail: { en: 'There is no account with this id that you may see.', 'zh-CN': '没有您可见的此编号客户。' },
  },
  'account.duplicate_credit_code': {
    status: 409,
    title: { en: 'The credit code is taken', 'zh-CN': '统一社会信用代码重复' },
    detail: {
      en: 'An account with this unified social credit code exists; see existing.',
      'zh-CN': '已有相同统一社会信用代码的客户，详见 existing。',
    },
  },
  'account.duplicate_external_id': {
    status: 409,
    title: { en: 'The external id is taken', 'zh-CN': '外部编号重复' },
    detail: {
      en: 'An account with this external id exists; see existing.',
      'zh-CN': '已有相同外部编号的客户，详见 existing。',
    },
  },
  'account.similar_name': {
    status: 409,
    title: { en: 'Similar accounts exist', 'zh-CN': '存在名称相似的客户' },
    detail: {
      en: 'Accounts of a similar name exist; see candidates. Send force: true to go on all the same.',
      'zh-CN': '已有名称相似的客户，详见 candidates；确认无误可加 force: true 继续。',
    },
  },
  'account.parent_cycle': {
    status: 422,
    title: { en: 'An account cannot stand below itself', 'zh-CN': '上级客户形成循环' },
    detail: {
      en: 'The chosen parent is the account itself or stands below it.',
      'zh-CN': '所选上级是该客户自身或其下级。',
    },
  },
  'account.parent_too_deep': {
    status: 422,
    title: { en: 'The tree is too deep', 'zh-CN': '客户层级过深' },
    detail: { en: 'A tree of accounts has at most {limit} levels.', 'zh-CN': '客户层级最多 {limit} 级。' },
  },
  'account.blacklist_reason_missing': {
    status: 422,
    title: { en: 'A blacklisting needs its reason', 'zh-CN': '列入黑名单须有原因' },
    detail: {
      en: 'Send blacklistReason together with blacklisted: true.',
      'zh-CN': '设置 blacklisted: true 时请同时提供 blacklistReason。',
    },
  },
  'interaction.not_found': {
    status: 404,
    title: { en: 'No such interaction', 'zh-CN': '没有此互动记录' },
    detail: {
      en: 'There is no interaction with this id at this account.',
      'zh-CN': '该客户没有此编号的互动记录。',
    },
  },
  'contact.not_found': {
    status: 404,
    title: { en: 'No such contact', 'zh-CN': '没有此联系人' },
    detail: {
      en: 'There is no contact with this id at this account.',
      'zh-CN': '该客户没有此编号的联系人。',
    },
  },
} as const satisfies ProblemCatalogue;

type Code = keyof typeof problems;

/** The problems an operation can answer with, by their codes. */
export function some<const C extends Code>(...codes: readonly C[]): Pick<typeof problems, C> {
  return Object.fromEntries(codes.map((code) => [code, problems[code]])) as Pick<typeof problems, C>;
}

/** For operations whose input names other records. */
export const unknownReference = {
  'request.unknown_reference': commonProblems['request.unknown_reference'],
};
