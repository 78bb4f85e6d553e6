import { findingsOf, type InputError, pointerTo, type Text } from '@keyline/kernel';

const texts = {
  twice: { en: '{name} stands here twice.', 'zh-CN': '{name} 重复出现。' },
  unknown_stage: { en: 'There is no stage {name}.', 'zh-CN': '没有环节 {name}。' },
  unknown_role: { en: 'The tenant has no role {name}.', 'zh-CN': '没有角色 {name}。' },
  unknown_permission: { en: 'There is no permission {name}.', 'zh-CN': '没有权限 {name}。' },
  unknown_effect: { en: 'Such records know no effect {name}.', 'zh-CN': '此类记录没有效果 {name}。' },
  unknown_guard: { en: 'Such records know no guard {name}.', 'zh-CN': '此类记录没有条件 {name}。' },
  unknown_parameter: { en: 'The guard has no parameter {name}.', 'zh-CN': '该条件没有参数 {name}。' },
  unknown_field: { en: 'There is no field {name}.', 'zh-CN': '没有字段 {name}。' },
  unknown_subject: { en: 'No process moves records of this kind.', 'zh-CN': '没有流程可流转此类记录。' },
  wrong_type: { en: 'The field holds {name}.', 'zh-CN': '该字段的类型为 {name}。' },
  form_lacks: { en: 'The form has to ask for {name}.', 'zh-CN': '表单须要求填写 {name}。' },
  end_acts: {
    en: 'An end has neither actors, nor a limit, nor an approval, nor a pause.',
    'zh-CN': '结束环节不得设置处理人、时限、审批或暂停。',
  },
  nobody_acts: { en: 'Nobody can do this: name who acts.', 'zh-CN': '无人可执行：请指定处理人。' },
  nobody_ends: { en: 'There is no end.', 'zh-CN': '没有结束环节。' },
  system_idle: {
    en: 'The system does nothing with such records by itself.',
    'zh-CN': '系统不会自动处理此类记录。',
  },
  unreachable: { en: 'Nothing leads to this stage.', 'zh-CN': '没有操作可到达此环节。' },
  no_way_out: {
    en: 'Nothing leads out of this stage that is allowed without a condition.',
    'zh-CN': '没有无条件的操作可离开此环节。',
  },
  never_ends: { en: 'No end can be reached from this stage.', 'zh-CN': '从此环节无法到达结束环节。' },
  star_alone: { en: '`*` stands alone.', 'zh-CN': '“*”须单独使用。' },
  may_be_empty: {
    en: 'One of the steps has to count for every amount.',
    'zh-CN': '至少须有一个步骤适用于所有金额。',
  },
  not_rising: { en: 'Must be more than the least.', 'zh-CN': '上限须大于下限。' },
  not_person: {
    en: 'Holders anywhere are not counted one by one: use a role in the unit, or each: role.',
    'zh-CN': '全租户范围的角色不能逐人审批：请改用本单位角色，或设 each 为 role。',
  },
  not_for_type: { en: 'Does not go with the type {name}.', 'zh-CN': '与类型 {name} 不符。' },
} as const satisfies Record<string, Text>;

export type FindingCode = keyof typeof texts;

const told = findingsOf(texts);

/** One thing that is wrong with a definition, where it stands, in every language. */
export function finding(path: readonly (string | number)[], code: FindingCode, name = ''): InputError {
  return told(pointerTo(path), code, { name });
}

/** Names that stand twice among these, at the place of the second. */
export function repeated(
  names: readonly string[],
  path: (index: number) => readonly (string | number)[],
): InputError[] {
  return names.flatMap((name, index) =>
    names.indexOf(name) < index ? [finding(path(index), 'twice', name)] : [],
  );
}
