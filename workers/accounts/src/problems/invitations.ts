import type { ProblemCatalogue } from '@keyline/kernel';

/** The problems of invitations. */
export const invitationProblems = {
  'invitation.not_found': {
    status: 404,
    title: { en: 'No such invitation', 'zh-CN': '没有此邀请' },
    detail: { en: 'There is no invitation with this id.', 'zh-CN': '没有此编号的邀请。' },
  },
  'invitation.accepted': {
    status: 409,
    title: { en: 'The invitation is accepted', 'zh-CN': '邀请已被接受' },
    detail: {
      en: 'The user has come; block him instead.',
      'zh-CN': '该用户已加入，如需停用请修改用户状态。',
    },
  },
} as const satisfies ProblemCatalogue;
