import { commonProblems, type ProblemCatalogue } from '@keyline/kernel';

/** The problems of this domain, the only place where they are spelled. */
export const problems = {
  'ticket.not_found': {
    status: 404,
    title: { en: 'No such ticket', 'zh-CN': '没有此工单' },
    detail: {
      en: 'There is no ticket with this id that you may see.',
      'zh-CN': '没有您可见的此编号工单。',
    },
  },
  'ticket.blacklisted': {
    status: 409,
    title: { en: 'The account is blacklisted', 'zh-CN': '客户在黑名单中' },
    detail: {
      en: 'The account is blacklisted: {reason}. Give a blacklistReason to serve it all the same.',
      'zh-CN': '该客户在黑名单中：{reason}。如仍受理，请填写 blacklistReason。',
    },
  },
  'ticket.caller_ambiguous': {
    status: 409,
    title: { en: 'The caller is known at several accounts', 'zh-CN': '来电人属于多个客户' },
    detail: {
      en: 'Contacts of several accounts have this number: see accountIds, and name one of them.',
      'zh-CN': '多个客户的联系人使用该号码，请在 accountIds 中选择其一并指明。',
    },
  },
  'ticket_message.not_found': {
    status: 404,
    title: { en: 'No such message', 'zh-CN': '没有此消息' },
    detail: { en: 'The ticket has no message with this id.', 'zh-CN': '该工单没有此编号的消息。' },
  },
  'sla_policy.not_found': {
    status: 404,
    title: { en: 'No such SLA policy', 'zh-CN': '没有此 SLA 策略' },
    detail: { en: 'There is no SLA policy with this id.', 'zh-CN': '没有此编号的 SLA 策略。' },
  },
  'sla_policy.name_taken': {
    status: 409,
    title: { en: 'The name is taken', 'zh-CN': '名称已被使用' },
    detail: { en: 'Another policy is called {name}.', 'zh-CN': '已有名为 {name} 的策略。' },
  },
} as const satisfies ProblemCatalogue;

type Code = keyof typeof problems;

/** The problems an operation can answer with, by their codes. */
export function some<const C extends Code>(...codes: readonly C[]): Pick<typeof problems, C> {
  return Object.fromEntries(codes.map((code) => [code, problems[code]])) as Pick<typeof problems, C>;
}

/** For operations whose input names other records. */
export const unknownReference = {
  'request.unknown_reference': commonProblems['request.unknown_reference'],
};
