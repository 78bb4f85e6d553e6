import type { CsvColumn } from '@keyline/http';
import type { viewUser } from './user.ts';

type Shown = ReturnType<typeof viewUser>;

/** The tenant's people as a file. */
export const userColumns: readonly CsvColumn<Shown>[] = [
  { heading: { en: 'Name', 'zh-CN': '姓名' }, value: ({ name }) => name },
  { heading: { en: 'E-mail', 'zh-CN': '电子邮件' }, value: ({ email }) => email },
  { heading: { en: 'Mobile', 'zh-CN': '手机' }, value: ({ mobile }) => mobile },
  { heading: { en: 'State', 'zh-CN': '状态' }, value: ({ status }) => status },
  { heading: { en: 'Org unit', 'zh-CN': '组织单元' }, value: ({ orgUnitId }) => orgUnitId },
  {
    heading: { en: 'Roles', 'zh-CN': '角色' },
    value: ({ roles }) => roles.map(({ key, dataScope }) => `${key}:${dataScope}`).join(';'),
  },
  { heading: { en: 'Created', 'zh-CN': '创建时间' }, value: ({ createdAt }) => createdAt },
  { heading: { en: 'Id', 'zh-CN': '编号' }, value: ({ id }) => id },
];
