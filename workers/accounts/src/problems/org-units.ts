import type { ProblemCatalogue } from '@keyline/kernel';

/** The problems of org units. */
export const orgUnitProblems = {
  'org_unit.not_found': {
    status: 404,
    title: { en: 'No such org unit', 'zh-CN': '没有此组织单元' },
    detail: { en: 'There is no org unit with this id.', 'zh-CN': '没有此编号的组织单元。' },
  },
  'grid.not_found': {
    status: 404,
    title: { en: 'No such grid', 'zh-CN': '没有此网格' },
    detail: { en: 'There is no grid with this id.', 'zh-CN': '没有此编号的网格。' },
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
  'org_unit.categories_misplaced': {
    status: 422,
    title: { en: 'Only departments supervise categories', 'zh-CN': '仅科室可主管业务' },
    detail: {
      en: 'A {kind} supervises no business categories: departments do.',
      'zh-CN': '{kind}不能设置主管业务，仅科室可以。',
    },
  },
  'org_unit.inside_itself': {
    status: 422,
    title: { en: 'A unit cannot go into itself', 'zh-CN': '组织单元不能归入自身' },
    detail: {
      en: 'The chosen unit is the unit itself or stands below it.',
      'zh-CN': '所选单元是该单元自身或其下级。',
    },
  },
  'org_unit.top_stays': {
    status: 409,
    title: { en: 'The company stays at the top', 'zh-CN': '公司须位于顶层' },
    detail: {
      en: 'The company at the top can be changed, but neither moved, merged nor removed.',
      'zh-CN': '顶层公司可以修改，但不能移动、合并或移除。',
    },
  },
  'org_unit.merged': {
    status: 409,
    title: { en: 'The unit went over into another', 'zh-CN': '组织单元已并入其他单元' },
    detail: {
      en: 'The unit {name} went over into another one, see mergedIntoId: it is kept as history only.',
      'zh-CN': '单元 {name} 已并入其他单元（见 mergedIntoId），仅作历史保留。',
    },
  },
  'org_unit.receiving': {
    status: 409,
    title: { en: 'Another unit is still going over into this one', 'zh-CN': '另一单元正在并入此单元' },
    detail: {
      en: 'Records of another unit are still on their way into {name}. Try again in some minutes.',
      'zh-CN': '另一单元的数据正在并入 {name}，请几分钟后再试。',
    },
  },
  'org_unit.kinds_differ': {
    status: 422,
    title: { en: 'The kinds differ', 'zh-CN': '单元类型不同' },
    detail: {
      en: 'A {kind} cannot go over into a {targetKind}: both must be of one kind.',
      'zh-CN': '{kind}不能并入{targetKind}，两者类型须相同。',
    },
  },
  'org_unit.children_clash': {
    status: 409,
    title: { en: 'Units below both have the same name', 'zh-CN': '两者下级单元重名' },
    detail: {
      en: 'Units of the same name stand below both, see clashes: rename, move or merge them first.',
      'zh-CN': '两者之下有同名单元（见 clashes），请先改名、移动或合并这些单元。',
    },
  },
  'org_unit.not_empty': {
    status: 409,
    title: { en: 'The unit is not empty', 'zh-CN': '组织单元非空' },
    detail: {
      en: 'Something still belongs to the unit, see holds: move it away first, or merge the unit into another.',
      'zh-CN': '该单元下仍有内容（见 holds），请先移出，或将其并入其他单元。',
    },
  },
} as const satisfies ProblemCatalogue;
