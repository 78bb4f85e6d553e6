import type { ImportKind } from '@keyline/imports';
import {
  accountKindLabels,
  gradeLabels,
  presenceLabels,
  responsibleLevelLabels,
} from '../domain/vocabulary.ts';

const text = { type: 'text' } as const;
const flag = { type: 'flag' } as const;

/** Accounts from a file: which columns there can be, and what is said of their rows. */
export const accountKind: ImportKind = {
  key: 'accounts',
  label: { en: 'Accounts', 'zh-CN': '客户' },
  permissions: ['accounts.create', 'accounts.update'],
  fields: {
    externalId: {
      label: { en: 'External id', 'zh-CN': '外部编号' },
      cell: text,
      headings: ['客户编号', 'code'],
    },
    name: {
      label: { en: 'Name', 'zh-CN': '名称' },
      cell: text,
      headings: ['account', 'company', '客户名称', '企业名称', '单位名称', '公司名称'],
    },
    nameEn: { label: { en: 'English name', 'zh-CN': '英文名称' }, cell: text },
    shortNames: { label: { en: 'Short names', 'zh-CN': '简称' }, cell: { type: 'list' } },
    kind: {
      label: { en: 'Kind', 'zh-CN': '客户性质' },
      cell: { type: 'choice', choices: accountKindLabels },
      headings: ['客户类型'],
    },
    industry: { label: { en: 'Industry', 'zh-CN': '行业' }, cell: text, headings: ['sector', '所属行业'] },
    creditCode: {
      label: { en: 'Credit code', 'zh-CN': '统一社会信用代码' },
      cell: text,
      headings: ['uscc', '信用代码'],
    },
    presence: {
      label: { en: 'Presence', 'zh-CN': '在网状态' },
      cell: { type: 'choice', choices: presenceLabels },
    },
    ownerId: {
      label: { en: 'Owner', 'zh-CN': '客户经理' },
      cell: text,
      headings: ['owner email', 'account manager', '客户经理邮箱'],
    },
    orgUnitId: { label: { en: 'Org unit', 'zh-CN': '组织单元' }, cell: text, headings: ['分公司'] },
    gridId: { label: { en: 'Grid', 'zh-CN': '网格' }, cell: text },
    parentId: {
      label: { en: 'Parent', 'zh-CN': '上级客户' },
      cell: text,
      headings: ['parent external id', '上级客户编号'],
    },
    responsibleUnitId: { label: { en: 'Responsible unit', 'zh-CN': '首责单位' }, cell: text },
    responsibleLevel: {
      label: { en: 'Responsible level', 'zh-CN': '首责层级' },
      cell: { type: 'choice', choices: responsibleLevelLabels },
    },
    grade: { label: { en: 'Grade', 'zh-CN': '客户等级' }, cell: { type: 'choice', choices: gradeLabels } },
    strategic: { label: { en: 'Strategic', 'zh-CN': '战略客户' }, cell: flag },
    top500: { label: { en: 'Top 500', 'zh-CN': '500强' }, cell: flag },
    blacklisted: { label: { en: 'Blacklisted', 'zh-CN': '黑名单' }, cell: flag },
    blacklistReason: { label: { en: 'Blacklist reason', 'zh-CN': '黑名单原因' }, cell: text },
    monthlySpend: {
      label: { en: 'Monthly spend', 'zh-CN': '月消费' },
      cell: { type: 'money' },
      headings: ['monthly spend (yuan)', '月消费（元）', '月均消费'],
    },
    source: { label: { en: 'Source', 'zh-CN': '来源' }, cell: text },
    force: { label: { en: 'Force', 'zh-CN': '忽略重名' }, cell: flag },
  },
  words: {
    'account.duplicate_credit_code': {
      en: 'The credit code belongs to another account.',
      'zh-CN': '该统一社会信用代码属于另一客户。',
    },
    'account.duplicate_external_id': {
      en: 'The external id belongs to another account.',
      'zh-CN': '该外部编号属于另一客户。',
    },
    'account.similar_name': {
      en: 'There are accounts of a similar name ({count}). With force set to yes the row is imported all the same.',
      'zh-CN': '已有 {count} 个名称相似的客户；将 force 设为“是”可继续导入。',
    },
    'account.parent_cycle': {
      en: 'The parent is the account itself or stands below it.',
      'zh-CN': '上级客户是该客户自身或其下级。',
    },
    'account.parent_too_deep': {
      en: 'A tree of accounts has at most {limit} levels.',
      'zh-CN': '客户层级最多 {limit} 级。',
    },
    'account.blacklist_reason_missing': {
      en: 'A blacklisting needs its reason.',
      'zh-CN': '列入黑名单须填写原因。',
    },
    'account.key_missing': {
      en: 'Name the account by its name, its credit code or its external id.',
      'zh-CN': '请填写名称、统一社会信用代码或外部编号以确定客户。',
    },
  },
};
