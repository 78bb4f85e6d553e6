import type { Text } from '@keyline/kernel';
import type { Audience, Route } from '../domain/route.ts';

interface Told {
  /** Whom a limit reaches. */
  readonly to: Audience;
  /** What the record is called, before its title. */
  readonly kind: Text;
  /** Whose record it is, as a sentence. */
  readonly of: Text;
}

/** What people hear of the limits of a kind of record: that it is soon overdue, overdue, and overdue once more. */
export function limitRoutes({
  to,
  kind,
  of,
}: Told): Readonly<Record<'warned' | 'overdue' | 'escalated', Route>> {
  const [en, zh] = [`${kind.en} {about}`, `${kind['zh-CN']}“{about}”`];
  const route = (title: Text, text: Text, sms: Text): Route => ({
    to,
    inbox: { title, text: { en: `${text.en} ${of.en}`, 'zh-CN': `${text['zh-CN']}${of['zh-CN']}` } },
    sms,
  });
  return {
    warned: route(
      { en: `Soon overdue: ${en}`, 'zh-CN': `即将超期：${zh}` },
      {
        en: 'Most of the time for the present stage is used up.',
        'zh-CN': '当前环节的时限即将用完，请尽快处理。',
      },
      { en: `Keyline: soon overdue: ${en}.`, 'zh-CN': `【Keyline】${zh}即将超期，请尽快处理。` },
    ),
    overdue: route(
      { en: `Overdue: ${en}`, 'zh-CN': `已超期：${zh}` },
      { en: 'The present stage has passed its limit.', 'zh-CN': '当前环节已超过时限。' },
      { en: `Keyline: overdue: ${en}.`, 'zh-CN': `【Keyline】${zh}已超期，请立即处理。` },
    ),
    escalated: route(
      { en: `Overdue, and now before you: ${en}`, 'zh-CN': `超期上报：${zh}` },
      {
        en: 'The present stage has passed its limit again.',
        'zh-CN': '当前环节再次超过时限，现逐级上报。',
      },
      {
        en: `Keyline: overdue, and now before you: ${en}.`,
        'zh-CN': `【Keyline】${zh}再次超期，现上报至您处，请督办。`,
      },
    ),
  };
}

const ofAccount = { en: 'The account is {account}.', 'zh-CN': '客户：{account}。' };

export const caseLimits = limitRoutes({
  to: 'case_reached',
  kind: { en: 'case', 'zh-CN': '流程' },
  of: ofAccount,
});
export const contractLimits = limitRoutes({
  to: 'contract_reached',
  kind: { en: 'contract', 'zh-CN': '合同' },
  of: ofAccount,
});
export const opportunityLimits = limitRoutes({
  to: 'opportunity_reached',
  kind: { en: 'opportunity', 'zh-CN': '商机' },
  of: ofAccount,
});
export const leadLimits = limitRoutes({
  to: 'lead_reached',
  kind: { en: 'lead', 'zh-CN': '线索' },
  of: { en: 'The customer is {customer}.', 'zh-CN': '客户：{customer}。' },
});
