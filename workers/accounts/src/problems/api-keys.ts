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
  'api_key.beyond_partner': {
    status: 422,
    title: { en: 'More than a partner may do', 'zh-CN': '超出合作伙伴权限' },
    detail: {
      en: 'The key of a partner cannot hold: {permissions}.',
      'zh-CN': '合作伙伴的密钥不能拥有以下权限：{permissions}。',
    },
  },
  'api_key.beyond_own_limits': {
    status: 403,
    title: { en: 'Less limited than the key that asks for it', 'zh-CN': '限制少于发起请求的密钥' },
    detail: {
      en: 'A key that makes, changes or rotates a key leaves it an end no later than its own, and no further addresses.',
      'zh-CN': '由密钥创建、修改或轮换的密钥，其到期时间不得晚于该密钥，允许的地址不得超出该密钥。',
    },
  },
  'api_key.not_in_use': {
    status: 409,
    title: { en: 'The key is not in use', 'zh-CN': '密钥已停用' },
    detail: {
      en: 'The key was revoked or has expired. Make a new one.',
      'zh-CN': '该密钥已吊销或已过期，请创建新的密钥。',
    },
  },
  'api_key.revoked': {
    status: 409,
    title: { en: 'The key was revoked', 'zh-CN': '密钥已吊销' },
    detail: { en: 'A revoked key stays as it was.', 'zh-CN': '已吊销的密钥不能再修改。' },
  },
} as const satisfies ProblemCatalogue;
