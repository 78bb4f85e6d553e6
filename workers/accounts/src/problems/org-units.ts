import type { ProblemCatalogue } from '@keyline/kernel';

/** The problems of org units. */
export const orgUnitProblems = {
  'org_unit.not_found': {
    status: 404,
    title: { en: 'No such org unit', 'zh-CN': '没有此组织单元' },
    detail: { en: 'There is no org unit with this id.', 'zh-CN': '没有此编号的组织单元。' },
  },
  'org_unit.name_taken': {
    status: 409,
    title: { en: 'The name is taken', 'zh-CN': '名称已被使用' },
    detail: {
      en: 'Another unit below the same parent is called {name}.',
      'zh-CN': '同一上级下已有名为 {name} 的单元。',
    },
  },
  'org_unit.kind_misplaced': {
    status: 422,
    title: { en: 'This kind does not belong there', 'zh-CN': '类型层级不符' },
    detail: {
      en: 'A {kind} cannot stand below a {parentKind}.',
      'zh-CN': '{kind}不能设在{parentKind}之下。',
    },
  },
} as const satisfies ProblemCatalogue;
