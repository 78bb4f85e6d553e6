import { commonProblems, type ProblemCatalogue } from '@keyline/kernel';
import { leadProblems } from './problems/leads.ts';
import { opportunityProblems } from './problems/opportunities.ts';

/** The problems of this domain: the only place where they are spelled. */
export const problems = {
  ...leadProblems,
  ...opportunityProblems,
  'partner.not_found': {
    status: 404,
    title: { en: 'No such partner', 'zh-CN': '没有此合作伙伴' },
    detail: {
      en: 'There is no partner with this id that you may see.',
      'zh-CN': '没有您可见的此编号合作伙伴。',
    },
  },
  'partner.name_taken': {
    status: 409,
    title: { en: 'The name is taken', 'zh-CN': '名称已被使用' },
    detail: { en: 'Another partner is called {name}.', 'zh-CN': '已有名为 {name} 的合作伙伴。' },
  },
  'partner.state_forbids': {
    status: 409,
    title: { en: 'Not possible in this state', 'zh-CN': '当前状态不允许此操作' },
    detail: {
      en: 'An ended partnership stays ended, a candidate cannot be suspended, and nothing is done twice.',
      'zh-CN': '已终止的合作不可恢复，候选合作伙伴不可暂停，同一操作不可重复执行。',
    },
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
