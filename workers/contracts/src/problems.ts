import type { ProblemCatalogue } from '@keyline/kernel';

/** The problems of this domain: the only place where they are spelled. */
export const problems = {
  'contract_template.not_found': {
    status: 404,
    title: { en: 'No such template', 'zh-CN': '没有此合同模板' },
    detail: { en: 'There is no contract template with this id.', 'zh-CN': '没有此编号的合同模板。' },
  },
  'contract_template.name_taken': {
    status: 409,
    title: { en: 'The name is taken', 'zh-CN': '名称已被使用' },
    detail: { en: 'Another template is called {name}.', 'zh-CN': '已有名为“{name}”的合同模板。' },
  },
  'contract_template.unfit': {
    status: 422,
    title: { en: 'Text and fields do not fit', 'zh-CN': '正文与字段不匹配' },
    detail: {
      en: 'The text of the template and its fields do not fit together; see errors.',
      'zh-CN': '模板正文与字段不匹配，详见 errors。',
    },
  },
  'contract_template.nothing_new': {
    status: 409,
    title: { en: 'Published already', 'zh-CN': '模板已发布' },
    detail: {
      en: 'Nothing was changed since version {number} was published.',
      'zh-CN': '自第 {number} 版发布以来没有修改。',
    },
  },
  'contract_template.not_published': {
    status: 409,
    title: { en: 'Not published', 'zh-CN': '模板未发布' },
    detail: {
      en: 'The template is not published: no contract is made of it, and it cannot be retired.',
      'zh-CN': '该模板未发布，不能用于起草合同，也不能停用。',
    },
  },
  'contract.not_found': {
    status: 404,
    title: { en: 'No such contract', 'zh-CN': '没有此合同' },
    detail: {
      en: 'There is no contract with this id that you may see.',
      'zh-CN': '没有您可见的此编号合同。',
    },
  },
  'contract.not_drafting': {
    status: 409,
    title: { en: 'Not being drafted', 'zh-CN': '不在起草环节' },
    detail: {
      en: 'What was submitted does not change: have it sent back, or withdraw it.',
      'zh-CN': '已提交的合同不可修改，请先撤回或由审核人退回。',
    },
  },
  'contract.opportunity_not_preparing': {
    status: 409,
    title: { en: 'The opportunity waits for no contract', 'zh-CN': '商机不在合同准备环节' },
    detail: {
      en: 'A contract is made of an opportunity that was confirmed and is not signed yet.',
      'zh-CN': '仅可为已确认且尚未签约的商机起草合同。',
    },
  },
  'contract.template_missing': {
    status: 409,
    title: { en: 'No template yet', 'zh-CN': '尚未选择模板' },
    detail: {
      en: 'The contract has no template yet, so it has neither text nor fields.',
      'zh-CN': '该合同尚未选择模板，没有正文和字段。',
    },
  },
} as const satisfies ProblemCatalogue;

type Code = keyof typeof problems;

/** The problems an operation can answer with, by their codes. */
export function some<const C extends Code>(...codes: readonly C[]): Pick<typeof problems, C> {
  return Object.fromEntries(codes.map((code) => [code, problems[code]])) as Pick<typeof problems, C>;
}
