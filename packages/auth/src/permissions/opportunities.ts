import type { Permissions } from '../default-roles.ts';

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
} as const satisfies Permissions;
