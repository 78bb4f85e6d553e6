import type { Text } from '@keyline/kernel';
import type { Action, Approval, Definition, Ending } from './definition.ts';
import { stageOf } from './definition.ts';
import type { Form } from './form.ts';

const reason = {
  type: 'string',
  format: 'multi-line',
  maxLength: 2000,
  titles: { en: 'Reason', 'zh-CN': '原因' },
} as const;
const comment = { ...reason, titles: { en: 'Comment', 'zh-CN': '意见' } } as const;
const reviewer = { type: 'string', format: 'user', titles: { en: 'Reviewer', 'zh-CN': '加签人' } } as const;

const withReason: Form = {
  type: 'object',
  properties: { reason: { ...reason, minLength: 1 } },
  required: ['reason'],
};
const withComment: Form = { type: 'object', properties: { comment } };
const maybeReason: Form = { type: 'object', properties: { reason } };
const withReviewer: Form = {
  type: 'object',
  properties: { userId: reviewer, comment },
  required: ['userId'],
};

/** What an action does, beside those that a definition spells out itself. */
export type ActionKind = 'plain' | 'approve' | 'send_back' | 'withdraw' | 'reject' | 'add_reviewer';

/** An action as it stands in one stage. */
export interface StageAction {
  readonly kind: ActionKind;
  readonly name: string;
  readonly title: Text;
  readonly form: Form | undefined;
  readonly to: string | undefined;
  readonly effects: readonly string[];
  readonly notify: readonly string[];
  /** Of an action that the definition spells out. */
  readonly own: Action | undefined;
}

const endings = {
  approve: { kind: 'approve', name: 'approve', title: { en: 'Approve', 'zh-CN': '同意' }, form: withComment },
  sendBack: {
    kind: 'send_back',
    name: 'send-back',
    title: { en: 'Send back', 'zh-CN': '退回' },
    form: withReason,
  },
  withdraw: {
    kind: 'withdraw',
    name: 'withdraw',
    title: { en: 'Withdraw', 'zh-CN': '撤回' },
    form: maybeReason,
  },
  reject: { kind: 'reject', name: 'reject', title: { en: 'Reject', 'zh-CN': '驳回' }, form: withReason },
} as const satisfies Record<string, { kind: ActionKind; name: string; title: Text; form: Form }>;

type EndingName = keyof typeof endings;

function ending(name: EndingName, given: Ending): StageAction {
  const standard = endings[name];
  return {
    kind: standard.kind,
    name: given.action ?? standard.name,
    title: given.title ?? standard.title,
    form: given.form ?? standard.form,
    to: given.to,
    effects: given.effects ?? [],
    notify: given.notify ?? [],
    own: undefined,
  };
}

/** The actions that an approval brings with it. */
export function approvalActions(approval: Approval): readonly StageAction[] {
  const names = (Object.keys(endings) as EndingName[]).filter((name) => approval[name] !== undefined);
  const made = names.map((name) => ending(name, approval[name] as Ending));
  if (approval.reviewers === false) return made;
  const adding: StageAction = {
    kind: 'add_reviewer',
    name: 'add-reviewer',
    title: { en: 'Add a reviewer', 'zh-CN': '加签' },
    form: withReviewer,
    to: undefined,
    effects: [],
    notify: [],
    own: undefined,
  };
  return [...made, adding];
}

/** An action of the definition's own. */
export function plainAction(own: Action): StageAction {
  const { name, title, form, to, effects = [], notify = [] } = own;
  return { kind: 'plain', name, title, form, to, effects, notify, own };
}

/** Everything that may be done in a stage, by whomever: the definition's actions, and those of its approval. */
export function actionsIn(definition: Definition, stageKey: string): readonly StageAction[] {
  const stage = stageOf(definition, stageKey);
  const own = definition.actions.filter(
    ({ from }) => from.includes(stageKey) || (from.includes('*') && stage.outcome === undefined),
  );
  return [...own.map(plainAction), ...(stage.approval ? approvalActions(stage.approval) : [])];
}

/** Every action of the definition, each name once. */
export function allActions(definition: Definition): readonly StageAction[] {
  const all = [
    ...definition.actions.map(plainAction),
    ...definition.stages.flatMap(({ approval }) => (approval ? approvalActions(approval) : [])),
  ];
  return [...new Map(all.map((action) => [action.name, action])).values()];
}
