import type { ProblemCatalogue } from '@keyline/kernel';

/** The problems of the team of an account. */
export const teamProblems = {
  'team_member.not_found': {
    status: 404,
    title: { en: 'No such team member', 'zh-CN': '没有此团队成员' },
    detail: {
      en: 'There is nobody with this id in the team of this account.',
      'zh-CN': '该客户的团队中没有此编号的成员。',
    },
  },
  'team_member.already_added': {
    status: 409,
    title: { en: 'Already in the team', 'zh-CN': '已在团队中' },
    detail: {
      en: 'The user has this role in the team already; see existing.',
      'zh-CN': '该用户已在团队中担任此角色，详见 existing。',
    },
  },
} as const satisfies ProblemCatalogue;
