import type { Text } from '@keyline/kernel';
import type { DataScope } from '@keyline/schema';

/** The roles a tenant starts with, with the scopes in which each sees data where none is named. */
export const defaultRoles = {
  account_manager: { name: { en: 'Account manager', 'zh-CN': '客户经理' }, scopes: ['own', 'team'] },
  informant: { name: { en: 'Informant', 'zh-CN': '信息人' }, scopes: ['own'] },
  opportunity_manager: { name: { en: 'Opportunity manager', 'zh-CN': '商机管理人员' }, scopes: ['unit'] },
  survey_engineer: { name: { en: 'Survey engineer', 'zh-CN': '报勘/网络支撑' }, scopes: ['unit'] },
  support_specialist: { name: { en: 'Support specialist', 'zh-CN': '科室支撑' }, scopes: ['tenant'] },
  business_supervisor: { name: { en: 'Business supervisor', 'zh-CN': '业务主管' }, scopes: ['unit'] },
  branch_manager: { name: { en: 'Branch manager', 'zh-CN': '分公司' }, scopes: ['unit'] },
  contract_manager: { name: { en: 'Contract manager', 'zh-CN': '合同管理人员' }, scopes: ['tenant'] },
  service_agent: { name: { en: 'Service agent', 'zh-CN': '客服/座席' }, scopes: ['unit'] },
  service_supervisor: { name: { en: 'Service supervisor', 'zh-CN': '服务质量监督' }, scopes: ['tenant'] },
  partner_manager: { name: { en: 'Partner manager', 'zh-CN': '渠道/合作伙伴管理' }, scopes: ['tenant'] },
  partner: { name: { en: 'Partner', 'zh-CN': '代理商' }, scopes: ['partner'] },
  executive: { name: { en: 'Executive', 'zh-CN': '领导' }, scopes: ['tenant'] },
  administrator: { name: { en: 'Administrator', 'zh-CN': '系统管理员' }, scopes: ['tenant'] },
} as const satisfies Readonly<Record<string, { readonly name: Text; readonly scopes: readonly DataScope[] }>>;

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
  /** It reaches records that fall into scopes: as far as the scope in which its role is held. Absent: the tenant. */
  readonly scoped?: true;
}

/** The permissions of one domain by their keys (dotted: `accounts.read`). The administrator holds all of them. */
export type Permissions = Readonly<Record<string, Permission>>;

/** The keys of the permissions that a default role holds, out of a catalogue. */
export function permissionsOfRole(role: RoleKey, catalogue: Permissions): string[] {
  return Object.entries(catalogue)
    .filter(([, permission]) => role === 'administrator' || permission.roles.includes(role))
    .map(([key]) => key);
}
