import type { ProblemCatalogue } from '@keyline/kernel';

/** The problems of opportunities and their auctions. */
export const opportunityProblems = {
  'opportunity.not_found': {
    status: 404,
    title: { en: 'No such opportunity', 'zh-CN': '没有此商机' },
    detail: {
      en: 'There is no opportunity with this id that you may see.',
      'zh-CN': '没有您可见的此编号商机。',
    },
  },
  'opportunity.duplicate_external_id': {
    status: 409,
    title: { en: 'The external id is taken', 'zh-CN': '外部编号已被使用' },
    detail: {
      en: 'Another opportunity has the external id {externalId}.',
      'zh-CN': '另一商机已使用外部编号 {externalId}。',
    },
  },
  'opportunity.ended': {
    status: 409,
    title: { en: 'The opportunity is not open any more', 'zh-CN': '商机已结束' },
    detail: {
      en: 'What is signed or has ended is not changed; reopen it where that is still possible.',
      'zh-CN': '已签约或已结束的商机不可修改；如仍可重新打开，请先重新打开。',
    },
  },
  'auction.not_found': {
    status: 404,
    title: { en: 'No auction', 'zh-CN': '没有拍卖' },
    detail: { en: 'The opportunity was never auctioned.', 'zh-CN': '该商机从未拍卖。' },
  },
  'auction.not_offered': {
    status: 422,
    title: { en: 'Such an auction is not offered yet', 'zh-CN': '暂不支持此类拍卖' },
    detail: {
      en: 'Auctions go to whoever claims first, among the account managers of org units; see errors.',
      'zh-CN': '目前仅支持在指定组织单元的客户经理中先到先得，详见 errors。',
    },
  },
  'auction.too_many_open': {
    status: 409,
    title: { en: 'Too many open opportunities', 'zh-CN': '在手商机过多' },
    detail: {
      en: 'The auction is for those with fewer than {maxOpen} open opportunities.',
      'zh-CN': '该拍卖仅限在手商机少于 {maxOpen} 个的客户经理。',
    },
  },
  'auction.too_many_awards': {
    status: 409,
    title: { en: 'Too many unfinished awards', 'zh-CN': '未完成的抢单商机过多' },
    detail: {
      en: 'Nobody holds more than {maxUnfinishedAwards} awards that are neither signed nor lost: bring one of them to its end first.',
      'zh-CN': '每人未签约且未结束的抢单商机不得超过 {maxUnfinishedAwards} 个，请先推进或了结其中之一。',
    },
  },
  'auction.over': {
    status: 409,
    title: { en: 'The auction is over', 'zh-CN': '拍卖已结束' },
    detail: { en: 'It ended at {endsAt}.', 'zh-CN': '拍卖已于 {endsAt} 结束。' },
  },
} as const satisfies ProblemCatalogue;
