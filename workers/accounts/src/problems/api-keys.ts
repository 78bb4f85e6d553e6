import type { ProblemCatalogue } from '@keyline/kernel';

/** The problems of API keys. */
export const apiKeyProblems = {
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
} as const satisfies ProblemCatalogue;
