/** The demo tenant: a city operator with its units and people. Names are made up. */
export const tenant = {
  name: '渭城市分公司',
  slug: 'demo',
  locale: 'zh-CN',
  timeZone: 'Asia/Shanghai',
} as const;

/** Everybody's password; the README tells it. */
export const password = 'weicheng south gate 2026';

/** Where everybody's mail goes. */
const domain = 'demo.example.cn';

export function emailOf(login: string): string {
  return `${login}@${domain}`;
}

export type UnitKey = 'company' | 'east' | 'west' | 'enterprise' | 'network' | 'grid';

export interface Unit {
  readonly key: Exclude<UnitKey, 'company'>;
  readonly kind: 'branch' | 'department' | 'grid';
  readonly name: string;
  readonly parent: UnitKey;
}

/** Below the company, each after the unit above it. */
export const units: readonly Unit[] = [
  { key: 'east', kind: 'branch', name: '城东分公司', parent: 'company' },
  { key: 'west', kind: 'branch', name: '城西分公司', parent: 'company' },
  { key: 'enterprise', kind: 'department', name: '政企客户部', parent: 'company' },
  { key: 'network', kind: 'department', name: '网络支撑部', parent: 'company' },
  { key: 'grid', kind: 'grid', name: '城东商务区网格', parent: 'east' },
];

export interface Person {
  readonly login: string;
  readonly name: string;
  readonly mobile: string;
  readonly unit: UnitKey;
  readonly role: string;
  /** Where the role is held, when not in the person's own unit. */
  readonly over?: UnitKey;
}

const at = (unit: UnitKey, role: string, login: string, name: string, mobile: string, over?: UnitKey) => ({
  ...{ unit, role, login, name, mobile },
  ...(over !== undefined && { over }),
});

export const administrator = at('company', 'administrator', 'gao.yuan', '高远', '13900000001');

/** Everybody but the administrator, who founds the tenant, and the partner's people. */
export const people: readonly Person[] = [
  at('east', 'account_manager', 'zhao.min', '赵敏', '13900000002'),
  at('east', 'account_manager', 'qian.feng', '钱锋', '13900000003'),
  at('west', 'account_manager', 'sun.li', '孙丽', '13900000004'),
  at('west', 'account_manager', 'zhou.tao', '周涛', '13900000005'),
  at('west', 'informant', 'wu.jie', '吴洁', '13900000006'),
  at('enterprise', 'opportunity_manager', 'zheng.hao', '郑浩', '13900000007', 'company'),
  at('network', 'survey_engineer', 'chen.gong', '陈工', '13900000008', 'company'),
  at('enterprise', 'support_specialist', 'feng.xue', '冯雪', '13900000009'),
  at('east', 'business_supervisor', 'jiang.bo', '蒋波', '13900000010'),
  at('west', 'business_supervisor', 'shen.jun', '沈军', '13900000011'),
  at('east', 'branch_manager', 'han.lei', '韩磊', '13900000012'),
  at('west', 'branch_manager', 'yang.fan', '杨帆', '13900000013'),
  at('enterprise', 'contract_manager', 'zhu.qing', '朱青', '13900000014', 'company'),
  at('enterprise', 'service_agent', 'qin.lan', '秦岚', '13900000015', 'company'),
  at('enterprise', 'service_agent', 'xu.jing', '许静', '13900000016', 'company'),
  at('enterprise', 'service_supervisor', 'he.ping', '何平', '13900000017'),
  at('enterprise', 'partner_manager', 'lv.song', '吕松', '13900000018'),
  at('company', 'executive', 'shi.dong', '石东', '13900000019'),
];

/** Who is in charge of each unit: limits that pass rise to them, from unit to unit. */
export const unitManagers: Readonly<Record<UnitKey, string>> = {
  company: 'shi.dong',
  east: 'han.lei',
  west: 'yang.fan',
  enterprise: 'zheng.hao',
  network: 'chen.gong',
  grid: 'zhao.min',
};

export const partners = [
  { key: 'agent', kind: 'agent', name: '渭城卓越通信代理', contactName: '魏明', phone: '13900000021' },
  { key: 'supplier', kind: 'supplier', name: '秦川系统集成', contactName: '严宽', phone: '13900000022' },
] as const;

/** The person of the first partner who signs in. */
export const partnerPerson = { login: 'wei.ming', name: '魏明', mobile: '13900000021' } as const;

export const managersOf = { east: ['zhao.min', 'qian.feng'], west: ['sun.li', 'zhou.tao'] } as const;
