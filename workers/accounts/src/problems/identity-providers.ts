import type { ProblemCatalogue } from '@keyline/kernel';

/** The problems of identity providers. */
export const identityProviderProblems = {
  'identity_provider.not_found': {
    status: 404,
    title: { en: 'No such identity provider', 'zh-CN': '没有此身份提供方' },
    detail: { en: 'There is no identity provider with this id.', 'zh-CN': '没有此编号的身份提供方。' },
  },
  'identity_provider.name_taken': {
    status: 409,
    title: { en: 'The name is taken', 'zh-CN': '名称已被使用' },
    detail: {
      en: 'Another identity provider is called {name}.',
      'zh-CN': '已有名为 {name} 的身份提供方。',
    },
  },
} as const satisfies ProblemCatalogue;
