import type { Text } from '@keyline/kernel';
import type { Route } from '../domain/route.ts';

/** What becomes of a lead: whoever submitted it hears of it, of a partner all its people. */
function told(title: Text, text: Text): Route {
  return { to: 'lead_submitters', inbox: { title, text } };
}

export const leadAccepted = told(
  { en: 'Accepted: {lead}', 'zh-CN': '线索已受理：{lead}' },
  {
    en: 'Your lead on {customer} is being followed up.',
    'zh-CN': '您提交的{customer}线索已受理，正在跟进。',
  },
);

export const leadRejected = told(
  { en: 'Rejected: {lead}', 'zh-CN': '线索已驳回：{lead}' },
  { en: 'Your lead on {customer} was rejected: {reason}', 'zh-CN': '您提交的{customer}线索已驳回：{reason}' },
);

export const leadMarkedDuplicate = told(
  { en: 'Known already: {lead}', 'zh-CN': '线索重复：{lead}' },
  {
    en: 'What your lead on {customer} tells of is being followed up already.',
    'zh-CN': '您提交的{customer}线索与已有商机重复。',
  },
);

export const leadInformationRequested = told(
  { en: 'A question about {lead}', 'zh-CN': '线索需补充：{lead}' },
  { en: 'On your lead on {customer}: {question}', 'zh-CN': '关于您提交的{customer}线索：{question}' },
);

export const leadExpired = told(
  { en: 'Expired: {lead}', 'zh-CN': '线索已过期：{lead}' },
  { en: 'Nothing came of your lead on {customer} in time.', 'zh-CN': '您提交的{customer}线索已过期。' },
);

export const leadOutcomeChanged = told(
  { en: '{outcome}: {lead}', 'zh-CN': '线索{outcome}：{lead}' },
  {
    en: 'What your lead on {customer} brought: {outcome}.',
    'zh-CN': '您提交的{customer}线索最新结果：{outcome}。',
  },
);
