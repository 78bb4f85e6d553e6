import type { ProblemCatalogue } from '@keyline/kernel';

/** The problems of leads. */
export const leadProblems = {
  'lead.not_found': {
    status: 404,
    title: { en: 'No such lead', 'zh-CN': '没有此线索' },
    detail: {
      en: 'There is no lead with this id that you may see.',
      'zh-CN': '没有您可见的此编号线索。',
    },
  },
  'lead.external_id_taken': {
    status: 409,
    title: { en: 'The external id is that of another lead', 'zh-CN': '外部编号已用于另一线索' },
    detail: {
      en: 'Another lead ({lead}) has the external id {externalId}.',
      'zh-CN': '另一线索（{lead}）已使用外部编号 {externalId}。',
    },
  },
  'lead.account_ambiguous': {
    status: 409,
    title: { en: 'Several accounts bear this name', 'zh-CN': '存在多个同名客户' },
    detail: {
      en: 'Several accounts are called much like {accountName}: name one by accountId.',
      'zh-CN': '有多个客户与“{accountName}”名称相似，请以 accountId 指明。',
    },
  },
  'lead.opportunity_exists': {
    status: 409,
    title: { en: 'An opportunity of it is open', 'zh-CN': '已有同类商机' },
    detail: {
      en: 'An open opportunity of this account and category is looked after by {owner}, {orgUnit}: have the lead join it, or reject it.',
      'zh-CN': '该客户同类商机由{orgUnit}{owner}跟进中，请将线索并入该商机或驳回线索。',
    },
  },
  'lead.opportunity_ended': {
    status: 409,
    title: { en: 'The opportunity is not open any more', 'zh-CN': '商机已结束' },
    detail: {
      en: 'A lead joins an opportunity only while that is neither signed nor ended.',
      'zh-CN': '线索只能并入尚未签约且未结束的商机。',
    },
  },
} as const satisfies ProblemCatalogue;
