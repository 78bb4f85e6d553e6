import type { ImportKind } from '@keyline/imports';

const text = { type: 'text' } as const;

const locales = { en: { en: 'English', 'zh-CN': '英文' }, 'zh-CN': { en: 'Chinese', 'zh-CN': '中文' } };

/** Users from a file: which columns there can be, and what is said of their rows. */
export const userKind: ImportKind = {
  key: 'users',
  label: { en: 'Users', 'zh-CN': '用户' },
  permissions: ['users.write'],
  fields: {
    externalId: {
      label: { en: 'External id', 'zh-CN': '外部编号' },
      cell: text,
      headings: ['employee number', '工号', '员工编号'],
    },
    name: { label: { en: 'Name', 'zh-CN': '姓名' }, cell: text },
    email: { label: { en: 'E-mail', 'zh-CN': '电子邮件' }, cell: text, headings: ['邮箱'] },
    mobile: { label: { en: 'Mobile', 'zh-CN': '手机' }, cell: text, headings: ['手机号'] },
    locale: {
      label: { en: 'Language', 'zh-CN': '语言' },
      cell: { type: 'choice', choices: locales },
      headings: ['locale'],
    },
    orgUnitId: {
      label: { en: 'Org unit', 'zh-CN': '组织单元' },
      cell: text,
      headings: ['unit', '分公司', '部门'],
    },
    roles: { label: { en: 'Roles', 'zh-CN': '角色' }, cell: { type: 'list' }, headings: ['role'] },
  },
  words: {
    'user.email_taken': {
      en: 'The e-mail address belongs to another user.',
      'zh-CN': '该电子邮件属于另一用户。',
    },
    'user.beyond_own_rights': {
      en: 'The user holds or would hold what you may not hand on yourself: {permissions}.',
      'zh-CN': '该用户持有或将持有您本人无权授予的权限：{permissions}。',
    },
    'user.administrator_stays': {
      en: 'A file takes nobody the role of administrator.',
      'zh-CN': '不能通过文件取消管理员角色。',
    },
    'user.key_missing': {
      en: 'Name the user by his e-mail address or his external id.',
      'zh-CN': '请填写电子邮件或外部编号以确定用户。',
    },
  },
};
