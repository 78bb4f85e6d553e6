import type { ProblemCatalogue } from '@keyline/kernel';

/** The problems of imports; what is wrong with rows are findings, and no problems. */
export const importProblems = {
  'import.not_found': {
    status: 404,
    title: { en: 'No such import', 'zh-CN': '没有此导入任务' },
    detail: {
      en: 'There is no import with this id that you may see.',
      'zh-CN': '没有您可见的此编号导入任务。',
    },
  },
  'import.ended': {
    status: 409,
    title: { en: 'The import has ended', 'zh-CN': '导入任务已结束' },
    detail: { en: 'Only an import that goes on can be cancelled.', 'zh-CN': '仅进行中的导入任务可以取消。' },
  },
  'import.kind_not_permitted': {
    status: 403,
    title: { en: 'Not permitted', 'zh-CN': '没有权限' },
    detail: {
      en: 'To import {kind} you need one of the permissions {permissions}.',
      'zh-CN': '导入{kind}需要以下权限之一：{permissions}。',
    },
  },
  'import_mapping.not_found': {
    status: 404,
    title: { en: 'No such mapping', 'zh-CN': '没有此导入映射' },
    detail: { en: 'There is no stored mapping with this id.', 'zh-CN': '没有此编号的导入映射。' },
  },
  'import_mapping.name_taken': {
    status: 409,
    title: { en: 'The name is taken', 'zh-CN': '名称已被使用' },
    detail: {
      en: 'Another mapping of the same kind is called {name}.',
      'zh-CN': '同类导入中已有名为 {name} 的映射。',
    },
  },
  'import_mapping.other_kind': {
    status: 422,
    title: { en: 'A mapping of another kind', 'zh-CN': '映射属于其他类型' },
    detail: {
      en: 'The mapping {name} is for {mapped}, the file holds {kind}.',
      'zh-CN': '映射“{name}”用于{mapped}，而文件内容为{kind}。',
    },
  },
} as const satisfies ProblemCatalogue;
