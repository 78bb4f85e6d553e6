import type { ProblemCatalogue } from '@keyline/kernel';

/** The problems of dead letters. */
export const deadLetterProblems = {
  'dead_letter.not_found': {
    status: 404,
    title: { en: 'No such dead letter', 'zh-CN': '没有此死信' },
    detail: { en: 'There is no dead letter with this id.', 'zh-CN': '没有此编号的死信。' },
  },
  'dead_letter.not_dead': {
    status: 409,
    title: { en: 'Not dead', 'zh-CN': '并非死信状态' },
    detail: {
      en: 'The event is on its way again, or has been dealt with meanwhile.',
      'zh-CN': '该事件已重新发送，或已处理完毕。',
    },
  },
} as const satisfies ProblemCatalogue;
