import { type Permissions, staff } from '../default-roles.ts';

/** The permissions of the opportunities domain: who brings sales, and what could be sold. */
export const opportunitiesPermissions = {
  'partners.read': {
    text: { en: 'See partners', 'zh-CN': '查看合作伙伴' },
    roles: ['partner_manager', 'opportunity_manager', 'branch_manager', 'executive', 'partner'],
    scoped: true,
  },
  'partners.write': {
    text: { en: 'Maintain partners', 'zh-CN': '维护合作伙伴' },
    roles: ['partner_manager'],
    scoped: true,
  },
  'leads.submit': {
    text: { en: 'Submit leads, and answer what is asked about them', 'zh-CN': '提交线索并补充信息' },
    roles: [...staff, 'informant', 'partner'],
    scoped: true,
  },
  'leads.read': {
    text: { en: 'See leads', 'zh-CN': '查看线索' },
    roles: [...staff, 'informant', 'partner'],
    scoped: true,
  },
  'leads.act': {
    text: { en: 'Accept and reject leads', 'zh-CN': '受理和驳回线索' },
    roles: ['opportunity_manager'],
    scoped: true,
  },
  'opportunities.read': {
    text: { en: 'See opportunities', 'zh-CN': '查看商机' },
    roles: [...staff, 'informant'],
    scoped: true,
  },
  'opportunities.create': {
    text: { en: 'Report opportunities', 'zh-CN': '上报商机' },
    roles: ['account_manager', 'informant', 'opportunity_manager', 'branch_manager'],
    scoped: true,
  },
  'opportunities.update': {
    text: { en: 'Change opportunities', 'zh-CN': '修改商机' },
    roles: ['account_manager', 'informant', 'opportunity_manager', 'branch_manager'],
    scoped: true,
  },
  'opportunities.act': {
    text: { en: 'Act in opportunities', 'zh-CN': '办理商机' },
    roles: [
      'account_manager',
      'informant',
      'opportunity_manager',
      'survey_engineer',
      'branch_manager',
      'contract_manager',
      'executive',
    ],
    scoped: true,
  },
  'opportunities.export': {
    text: { en: 'Export opportunities', 'zh-CN': '导出商机' },
    roles: ['account_manager', 'opportunity_manager', 'branch_manager', 'executive'],
    scoped: true,
  },
} as const satisfies Permissions;
