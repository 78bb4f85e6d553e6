import type { Permissions } from '../default-roles.ts';

/** Who takes part in contracts. */
const parties = [
  'account_manager',
  'business_supervisor',
  'branch_manager',
  'contract_manager',
  'executive',
] as const;

/** The permissions of the contracts domain: the library of templates, and the contracts made of them. */
export const contractsPermissions = {
  'contract_templates.read': {
    text: { en: 'See contract templates', 'zh-CN': '查看合同模板' },
    roles: parties,
  },
  'contract_templates.write': {
    text: { en: 'Maintain and publish contract templates', 'zh-CN': '维护和发布合同模板' },
    roles: ['contract_manager'],
  },
  'contracts.read': {
    text: { en: 'See contracts', 'zh-CN': '查看合同' },
    roles: [...parties, 'opportunity_manager'],
    scoped: true,
  },
  'contracts.create': {
    text: { en: 'Draft contracts', 'zh-CN': '起草合同' },
    roles: ['account_manager', 'contract_manager'],
    scoped: true,
  },
  'contracts.update': {
    text: { en: 'Fill in and change drafts of contracts', 'zh-CN': '填写和修改合同草稿' },
    roles: ['account_manager', 'contract_manager'],
    scoped: true,
  },
  'contracts.act': {
    text: { en: 'Act on contracts', 'zh-CN': '办理合同' },
    roles: parties,
    scoped: true,
  },
} as const satisfies Permissions;
