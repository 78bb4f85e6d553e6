import type { Route } from '../domain/route.ts';

/** An account became more likely to leave: its account manager hears of it. */
export const accountChurnRaised: Route = {
  to: 'account_owner',
  inbox: {
    title: { en: 'At risk of leaving: {account}', 'zh-CN': '流失预警：{account}' },
    text: {
      en: 'The churn score is {score} of 100. The reasons stand at the health of the account.',
      'zh-CN': '流失评分为 {score} 分（满分 100），原因请查看客户健康度。',
    },
  },
  sms: {
    en: 'Keyline: {account} is at risk of leaving (score {score}).',
    'zh-CN': '【Keyline】客户“{account}”存在流失风险（评分 {score}），请尽快挽留。',
  },
};
