import type { Text } from '@keyline/kernel';
import type { BaseIssue } from 'valibot';

const texts = {
  unknown_action: { en: 'The process has no such action.', 'zh-CN': '流程中没有此操作。' },
  not_in_stage: { en: 'Not in this stage.', 'zh-CN': '当前环节不可执行此操作。' },
  ended: { en: 'The case has ended.', 'zh-CN': '流程已结束。' },
  not_actor: { en: 'It is for others to do this here.', 'zh-CN': '此操作应由其他人员执行。' },
  not_permitted: { en: 'You do not hold the permission that it needs.', 'zh-CN': '您没有所需的权限。' },
  claimed: { en: 'Somebody else has taken this task on.', 'zh-CN': '该待办已由他人领取。' },
  drafter: { en: 'Nobody decides on what he drafted himself.', 'zh-CN': '不得审批本人起草的内容。' },
  decided: { en: 'You have decided already.', 'zh-CN': '您已审批。' },
  nowhere_back: { en: 'There is no stage to go back to.', 'zh-CN': '没有可退回的环节。' },
  no_candidate: {
    en: 'There is nobody who may approve this but its drafter: make somebody else an administrator first.',
    'zh-CN': '除起草人外没有可审批的人员：请先指定其他系统管理员。',
  },
  condition: { en: 'A condition does not hold.', 'zh-CN': '条件不满足。' },
  form: { en: 'Something in the form is missing or wrong.', 'zh-CN': '表单内容缺失或有误。' },
  unknown_user: {
    en: 'A user who is named is not there, or not active.',
    'zh-CN': '指定的用户不存在或未启用。',
  },
  reviewer_taken: { en: 'He reviews it already.', 'zh-CN': '该人员已在审批人之列。' },
} as const satisfies Record<string, Text>;

export type RefusalCode = keyof typeof texts;

/** Why something is not done, for people. */
export interface Refused {
  readonly refused: RefusalCode;
  readonly reason: Text;
  /** What is wrong with the form, as its schema found it. */
  readonly issues?: readonly BaseIssue<unknown>[];
  /** Where users stand in the form who are not there. */
  readonly pointers?: readonly string[];
  /** The permission that is missing. */
  readonly permission?: string;
}

export function refused(code: RefusalCode, extras: Partial<Omit<Refused, 'refused'>> = {}): Refused {
  return { refused: code, reason: texts[code], ...extras };
}

export function isRefused(result: object): result is Refused {
  return 'refused' in result;
}
