import type { Text } from '@keyline/kernel';

/** What a customer is by its nature. `government` holds party, government and military bodies. */
export const accountKinds = ['government', 'enterprise', 'institution', 'carrier', 'individual_key'] as const;
export type AccountKind = (typeof accountKinds)[number];

export const accountKindLabels: Readonly<Record<AccountKind, Text>> = {
  government: { en: 'Party, government or military', 'zh-CN': '党政军' },
  enterprise: { en: 'Enterprise', 'zh-CN': '企业' },
  institution: { en: 'Public institution', 'zh-CN': '事业单位' },
  carrier: { en: 'Carrier', 'zh-CN': '运营商' },
  individual_key: { en: 'Key individual', 'zh-CN': '个人大客户' },
};

/** Whether the customer uses our services, could, or uses those of another network. */
export const presences = ['existing', 'potential', 'off_net'] as const;
export type Presence = (typeof presences)[number];

export const presenceLabels: Readonly<Record<Presence, Text>> = {
  existing: { en: 'Existing', 'zh-CN': '存量' },
  potential: { en: 'Potential', 'zh-CN': '潜在' },
  off_net: { en: 'Off-net', 'zh-CN': '异网' },
};

/** Whether somebody has confirmed the account, or a lead or ticket named it and nobody looked yet. */
export const accountStates = ['draft', 'active'] as const;

/** The value of a customer to us, highest first. */
export const grades = ['strategic', 'A', 'B', 'C', 'none'] as const;
export type Grade = (typeof grades)[number];

export const gradeLabels: Readonly<Record<Grade, Text>> = {
  strategic: { en: 'Strategic', 'zh-CN': '战略级' },
  A: { en: 'Grade A', 'zh-CN': 'A级' },
  B: { en: 'Grade B', 'zh-CN': 'B级' },
  C: { en: 'Grade C', 'zh-CN': 'C级' },
  none: { en: 'Ungraded', 'zh-CN': '未评级' },
};

/** The level at which the unit that answers first for a key account stands. */
export const responsibleLevels = ['group', 'province', 'local'] as const;
export type ResponsibleLevel = (typeof responsibleLevels)[number];

export const responsibleLevelLabels: Readonly<Record<ResponsibleLevel, Text>> = {
  group: { en: 'Group company', 'zh-CN': '集团公司' },
  province: { en: 'Provincial company', 'zh-CN': '省公司' },
  local: { en: 'Local network', 'zh-CN': '本地网' },
};

/** What a contact person stands for at the customer. */
export const contactRoles = ['decision_maker', 'technical', 'finance', 'daily'] as const;
export type ContactRole = (typeof contactRoles)[number];

export const contactRoleLabels: Readonly<Record<ContactRole, Text>> = {
  decision_maker: { en: 'Decision maker', 'zh-CN': '决策人' },
  technical: { en: 'Technical contact', 'zh-CN': '技术联系人' },
  finance: { en: 'Finance contact', 'zh-CN': '财务联系人' },
  daily: { en: 'Day-to-day contact', 'zh-CN': '日常联系人' },
};

/** How somebody of ours and somebody of the customer's met. */
export const interactionKinds = ['visit', 'call', 'message', 'meeting', 'gift', 'complaint'] as const;
export type InteractionKind = (typeof interactionKinds)[number];

export const interactionKindLabels: Readonly<Record<InteractionKind, Text>> = {
  visit: { en: 'Visit', 'zh-CN': '拜访' },
  call: { en: 'Call', 'zh-CN': '电话' },
  message: { en: 'Message', 'zh-CN': '消息' },
  meeting: { en: 'Meeting', 'zh-CN': '会议' },
  gift: { en: 'Gift', 'zh-CN': '礼品' },
  complaint: { en: 'Complaint', 'zh-CN': '投诉' },
};
