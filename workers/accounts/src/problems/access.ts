import type { ProblemCatalogue } from '@keyline/kernel';

/** The problems of explaining access. */
export const accessProblems = {
  'access.subject_not_found': {
    status: 404,
    title: { en: 'No such record', 'zh-CN': '没有此记录' },
    detail: {
      en: 'There is no record with this id that you may see.',
      'zh-CN': '没有您可见的此编号记录。',
    },
  },
} as const satisfies ProblemCatalogue;
