import type { ProblemCatalogue } from '@keyline/kernel';

/** The problems of users and roles. */
export const peopleProblems = {
  'user.not_found': {
    status: 404,
    title: { en: 'No such user', 'zh-CN': '没有此用户' },
    detail: { en: 'There is no user with this id.', 'zh-CN': '没有此编号的用户。' },
  },
  'user.email_taken': {
    status: 409,
    title: { en: 'The e-mail address is taken', 'zh-CN': '邮箱已被使用' },
    detail: { en: 'Another user has the address {email}.', 'zh-CN': '邮箱 {email} 已属于其他用户。' },
  },
  'user.beyond_own_rights': {
    status: 403,
    title: { en: 'More than you may do yourself', 'zh-CN': '超出本人权限' },
    detail: {
      en: 'These roles allow what you do not hold for the whole tenant: {permissions}.',
      'zh-CN': '这些角色包含您未在整个租户范围内拥有的权限：{permissions}。',
    },
  },
  'user.last_administrator': {
    status: 409,
    title: { en: 'The last administrator', 'zh-CN': '最后一名系统管理员' },
    detail: {
      en: 'A tenant keeps at least one active administrator. Make somebody else one first.',
      'zh-CN': '租户至少保留一名有效的系统管理员，请先指定他人为系统管理员。',
    },
  },
  'user.not_a_person': {
    status: 409,
    title: { en: 'Not a person', 'zh-CN': '调用者不是用户' },
    detail: { en: 'An API key has no personal data to change.', 'zh-CN': 'API 密钥没有可修改的个人资料。' },
  },
  'user.not_active': {
    status: 409,
    title: { en: 'Not an active user', 'zh-CN': '用户未启用' },
    detail: { en: 'The user is blocked or has not come yet.', 'zh-CN': '该用户已停用或尚未接受邀请。' },
  },
  'user.identity_not_linked': {
    status: 409,
    title: { en: 'Not linked', 'zh-CN': '未关联' },
    detail: {
      en: 'This identity provider does not know the user.',
      'zh-CN': '该身份提供方未关联此用户。',
    },
  },
  'handover.not_found': {
    status: 404,
    title: { en: 'No such handover', 'zh-CN': '没有此工作交接' },
    detail: { en: 'There is no handover with this id.', 'zh-CN': '没有此编号的工作交接。' },
  },
  'role.not_found': {
    status: 404,
    title: { en: 'No such role', 'zh-CN': '没有此角色' },
    detail: { en: 'There is no role with this id.', 'zh-CN': '没有此编号的角色。' },
  },
  'role.key_taken': {
    status: 409,
    title: { en: 'The key is taken', 'zh-CN': '角色键已被使用' },
    detail: { en: 'Another role has the key {key}.', 'zh-CN': '键 {key} 已属于其他角色。' },
  },
  'role.protected': {
    status: 409,
    title: { en: 'This role is protected', 'zh-CN': '此角色受保护' },
    detail: {
      en: 'The administrator holds every permission and stays; other default roles can be changed and not removed.',
      'zh-CN': '系统管理员拥有全部权限且不可修改；其他默认角色可修改但不可删除。',
    },
  },
  'role.in_use': {
    status: 409,
    title: { en: 'Somebody holds the role', 'zh-CN': '角色正被使用' },
    detail: { en: 'Take it from everybody who holds it first.', 'zh-CN': '请先从所有持有者处收回此角色。' },
  },
  'role.beyond_own_rights': {
    status: 403,
    title: { en: 'More than you may do yourself', 'zh-CN': '超出本人权限' },
    detail: {
      en: 'You do not hold these permissions for the whole tenant: {permissions}.',
      'zh-CN': '您未在整个租户范围内拥有以下权限：{permissions}。',
    },
  },
} as const satisfies ProblemCatalogue;
