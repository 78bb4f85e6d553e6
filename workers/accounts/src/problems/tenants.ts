import type { ProblemCatalogue } from '@keyline/kernel';

/** The problems of tenants. */
export const tenantProblems = {
  'tenant.sign_up_closed': {
    status: 403,
    title: { en: 'Sign-up is closed', 'zh-CN': '未开放注册' },
    detail: { en: 'New tenants are opened by the operator.', 'zh-CN': '新租户由运营方开通。' },
  },
  'tenant.slug_reserved': {
    status: 422,
    title: { en: 'The slug is reserved', 'zh-CN': '标识为保留名称' },
    detail: { en: 'No tenant can have the slug {slug}.', 'zh-CN': '标识 {slug} 为系统保留，不能用于租户。' },
  },
  'tenant.slug_taken': {
    status: 409,
    title: { en: 'The slug is taken', 'zh-CN': '标识已被使用' },
    detail: { en: 'Another tenant has the slug {slug}.', 'zh-CN': '标识 {slug} 已属于其他租户。' },
  },
} as const satisfies ProblemCatalogue;
