import type { CsvColumn } from '@keyline/http';
import type { viewContact } from './contact.ts';

type Shown = ReturnType<typeof viewContact>;

/** The contacts of an account as a file, under headings by which the import knows them again. */
export const contactColumns: readonly CsvColumn<Shown>[] = [
  { heading: { en: 'Account', 'zh-CN': '客户' }, value: ({ accountId }) => accountId },
  { heading: { en: 'Name', 'zh-CN': '姓名' }, value: ({ name }) => name },
  { heading: { en: 'Title', 'zh-CN': '职务' }, value: ({ title }) => title },
  { heading: { en: 'Roles', 'zh-CN': '联系人角色' }, value: ({ roles }) => roles.join(';') },
  { heading: { en: 'Site', 'zh-CN': '地点' }, value: ({ site }) => site },
  { heading: { en: 'Mobile', 'zh-CN': '手机' }, value: ({ mobile }) => mobile },
  { heading: { en: 'Phone', 'zh-CN': '固定电话' }, value: ({ phone }) => phone },
  { heading: { en: 'E-mail', 'zh-CN': '电子邮件' }, value: ({ email }) => email },
  { heading: { en: 'WeChat', 'zh-CN': '微信号' }, value: ({ wechat }) => wechat },
  { heading: { en: 'Note', 'zh-CN': '备注' }, value: ({ note }) => note },
  { heading: { en: 'Created', 'zh-CN': '创建时间' }, value: ({ createdAt }) => createdAt },
  { heading: { en: 'Id', 'zh-CN': '编号' }, value: ({ id }) => id },
];
