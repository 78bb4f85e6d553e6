import type { ImportKind } from '@keyline/imports';
import { contactRoleLabels } from '../domain/vocabulary.ts';

const text = { type: 'text' } as const;

/** Contacts from a file: which columns there can be. */
export const contactKind: ImportKind = {
  key: 'contacts',
  label: { en: 'Contacts', 'zh-CN': '联系人' },
  permissions: ['contacts.write'],
  fields: {
    accountId: {
      label: { en: 'Account', 'zh-CN': '客户' },
      cell: text,
      headings: ['account external id', 'uscc', 'credit code', '客户编号', '外部编号', '统一社会信用代码'],
    },
    name: { label: { en: 'Name', 'zh-CN': '姓名' }, cell: text, headings: ['contact', '联系人'] },
    title: { label: { en: 'Title', 'zh-CN': '职务' }, cell: text },
    roles: {
      label: { en: 'Roles', 'zh-CN': '联系人角色' },
      cell: { type: 'list', choices: contactRoleLabels },
      headings: ['role', '角色'],
    },
    site: { label: { en: 'Site', 'zh-CN': '地点' }, cell: text },
    mobile: { label: { en: 'Mobile', 'zh-CN': '手机' }, cell: text, headings: ['手机号'] },
    phone: { label: { en: 'Phone', 'zh-CN': '固定电话' }, cell: text, headings: ['电话'] },
    email: { label: { en: 'E-mail', 'zh-CN': '电子邮件' }, cell: text, headings: ['email', '邮箱'] },
    wechat: { label: { en: 'WeChat', 'zh-CN': '微信号' }, cell: text, headings: ['微信'] },
    note: { label: { en: 'Note', 'zh-CN': '备注' }, cell: text },
  },
  words: {},
};
