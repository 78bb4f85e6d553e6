import type { Text } from '@keyline/kernel';
import type { DataScope } from '@keyline/schema';

/** The roles a tenant starts with, with the scope in which each sees data. */
export const defaultRoles = {
  account_manager: { name: { en: 'Account manager', 'zh-CN': '客户经理' }, scope: 'own' },
  informant: { name: { en: 'Informant', 'zh-CN': '信息人' }, scope: 'own' },
  opportunity_manager: { name: { en: 'Opportunity manager', 'zh-CN': '商机管理人员' }, scope: 'unit' },
  survey_engineer: { name: { en: 'Survey engineer', 'zh-CN': '报勘/网络支撑' }, scope: 'unit' },
  support_specialist: { name: { en: 'Support specialist', 'zh-CN': '科室支撑' }, scope: 'tenant' },
  business_supervisor: { name: { en: 'Business supervisor', 'zh-CN': '业务主管' }, scope: 'unit' },
  branch_manager: { name: { en: 'Branch manager', 'zh-CN': '分公司' }, scope: 'unit' },
  contract_manager: { name: { en: 'Contract manager', 'zh-CN': '合同管理人员' }, scope: 'tenant' },
  service_agent: { name: { en: 'Service agent', 'zh-CN': '客服/座席' }, scope: 'unit' },
  service_supervisor: { name: { en: 'Service supervisor', 'zh-CN': '服务质量监督' }, scope: 'tenant' },
  partner_manager: { name: { en: 'Partner manager', 'zh-CN': '渠道/合作伙伴管理' }, scope: 'tenant' },
  partner: { name: { en: 'Partner', 'zh-CN': '代理商' }, scope: 'partner' },
  executive: { name: { en: 'Executive', 'zh-CN': '领导' }, scope: 'tenant' },
  administrator: { name: { en: 'Administrator', 'zh-CN': '系统管理员' }, scope: 'tenant' },
} as const satisfies Readonly<Record<string, { readonly name: Text; readonly scope: DataScope }>>;

export type RoleKey = keyof typeof defaultRoles;

/** The default roles of the operator's own people who work with key accounts. */
export const staff = [
  'account_manager',
  'opportunity_manager',
  'survey_engineer',
  'support_specialist',
  'business_supervisor',
  'branch_manager',
  'contract_manager',
  'service_agent',
  'service_supervisor',
  'partner_manager',
  'executive',
] as const satisfies readonly RoleKey[];

/** One thing that a role may allow, in words, with the default roles that hold it. */
export interface Permission {
  readonly text: Text;
  readonly roles: readonly RoleKey[];
}

/** The permissions of one domain by their keys (dotted: `accounts.read`). The administrator holds all of them. */
export type Permissions = Readonly<Record<string, Permission>>;

/** The keys of the permissions that a default role holds, out of a catalogue. */
export function permissionsOfRole(role: RoleKey, catalogue: Permissions): string[] {
  return Object.entries(catalogue)
    .filter(([, permission]) => role === 'administrator' || permission.roles.includes(role))
    .map(([key]) => key);
}
