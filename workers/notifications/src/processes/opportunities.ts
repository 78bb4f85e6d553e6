import type { Text } from '@keyline/kernel';
import type { Route } from '../domain/route.ts';

/** Those whom the process names hear of it, but for who did it himself. */
function told(title: Text, text: Text): Route {
  return { to: 'opportunity_told', inbox: { title, text } };
}

const of = { en: 'The account is {account}.', 'zh-CN': '客户：{account}。' };
const by = { en: 'By {actor}, of {account}.', 'zh-CN': '操作人：{actor}；客户：{account}。' };
const why = { en: '{actor} says: {reason}', 'zh-CN': '{actor}的说明：{reason}' };

export const opportunityReturned = told(
  { en: 'Returned to you: {about}', 'zh-CN': '商机被退回：{about}' },
  why,
);
export const opportunityRejected = told({ en: 'Rejected: {about}', 'zh-CN': '商机被驳回：{about}' }, why);
export const opportunityAwarded = told(
  { en: 'Claimed by {actor}: {about}', 'zh-CN': '{actor}抢单成功：{about}' },
  of,
);
export const opportunityAssigned: Route = {
  ...told({ en: 'Yours now: {about}', 'zh-CN': '商机已分配给您：{about}' }, by),
};
export const auctionEnded = told(
  { en: 'Nobody claimed, back in the pool: {about}', 'zh-CN': '流拍，已回到商机池：{about}' },
  of,
);
export const surveyApproved = told({ en: 'Survey approved: {about}', 'zh-CN': '报勘已通过：{about}' }, by);
export const surveyRejected = told({ en: 'Survey rejected: {about}', 'zh-CN': '报勘未通过：{about}' }, why);
export const opportunityConfirmed = told({ en: 'Confirmed: {about}', 'zh-CN': '商机已确认：{about}' }, by);
export const opportunitySigned = told({ en: 'Signed: {about}', 'zh-CN': '商机已签约：{about}' }, of);
export const opportunityLost = told({ en: 'Lost: {about}', 'zh-CN': '商机已丢单：{about}' }, why);
export const opportunityAbandoned = told({ en: 'Given up: {about}', 'zh-CN': '商机已放弃：{about}' }, why);
export const opportunityReopened = told({ en: 'Reopened: {about}', 'zh-CN': '商机已重新打开：{about}' }, by);

/** It is auctioned: whoever may claim it hears of it. */
export const auctionOpened: Route = {
  to: 'opportunity_offered',
  inbox: {
    title: { en: 'Who claims first gets it: {about}', 'zh-CN': '商机拍卖，先到先得：{about}' },
    text: {
      en: 'Until {endsAt}. The account is {account}.',
      'zh-CN': '截止时间：{endsAt}。客户：{account}。',
    },
  },
  sms: {
    en: 'Keyline: who claims first gets it: {about}.',
    'zh-CN': '【Keyline】商机“{about}”开始抢单，先到先得。',
  },
};
