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
  'invitation.partner_not_active': {
    status: 409,
    title: { en: 'The partner is not active', 'zh-CN': '合作伙伴未处于合作状态' },
    detail: {
      en: 'The invitation is for a user of {partner}, whose people cannot act at present. It stays good until it expires.',
      'zh-CN': '该邀请面向 {partner} 的人员，该合作伙伴目前不可操作。邀请在到期前仍然有效。',
    },
  },
  'invitation.partner_ended': {
    status: 409,
    title: { en: 'The partnership has ended', 'zh-CN': '合作已终止' },
    detail: {
      en: 'The invitation is for a user of {partner}, with whom the partnership has ended: nobody can come any more.',
      'zh-CN': '该邀请面向 {partner} 的人员，与其合作已终止，不能再加入。',
    },
  },
} as const satisfies ProblemCatalogue;
