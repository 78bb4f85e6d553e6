import * as v from 'valibot';
import { conditionField } from './condition.ts';
import { formField } from './form.ts';
import { rolesIn, whoField } from './who.ts';
import {
  actionNameField,
  fieldNameField,
  processKeyField,
  spanField,
  textsField,
  wordField,
} from './words.ts';

const people = v.pipe(v.array(whoField), v.minLength(1), v.maxLength(20));
const effects = v.pipe(v.array(wordField('set_owner')), v.maxLength(10));
const amountField = v.pipe(v.number(), v.safeInteger(), v.metadata({ examples: [10_000_000] }));

/** Where an action leads: a stage, or `back` to where the case came from. */
const toField = v.pipe(
  wordField('reviewing'),
  v.description('The stage it leads to, or `back`: the stage from which the case came.'),
);

const stepField = v.pipe(
  v.strictObject({
    key: wordField('supervisors'),
    title: textsField('Supervisors', '业务主管审核'),
    mode: v.pipe(
      v.picklist(['all', 'any', 'sequence']),
      v.description('Everybody; whoever comes first; everybody, one after the other.'),
    ),
    candidates: people,
    each: v.exactOptional(
      v.pipe(
        v.picklist(['person', 'role']),
        v.description(
          'Whether each holder of a role decides, or one of them for the role. `person` where absent.',
        ),
      ),
    ),
    from: v.exactOptional(v.pipe(amountField, v.description('The step counts from this amount on.'))),
    to: v.exactOptional(v.pipe(amountField, v.description('And below this amount.'))),
    limit: v.exactOptional(spanField),
  }),
  v.metadata({ ref: 'ProcessStep' }),
);

/** One way in which an approval ends. */
const endingField = v.pipe(
  v.strictObject({
    action: v.exactOptional(
      v.pipe(actionNameField('confirm'), v.description('Its name, where it has one of its own.')),
    ),
    title: v.exactOptional(textsField('Confirm', '确认')),
    to: toField,
    form: v.exactOptional(formField),
    effects: v.exactOptional(effects),
    notify: v.exactOptional(people),
  }),
  v.metadata({ ref: 'ProcessEnding' }),
);

/** An approval: its steps one after the other, and where it leads. Nobody decides on what he drafted himself. */
const approvalField = v.pipe(
  v.strictObject({
    steps: v.pipe(v.array(stepField), v.minLength(1), v.maxLength(20)),
    field: v.exactOptional(
      v.pipe(
        fieldNameField('amount'),
        v.description('The field that `from` and `to` mean; `amount` where absent.'),
      ),
    ),
    approve: endingField,
    sendBack: v.exactOptional(endingField),
    withdraw: v.exactOptional(endingField),
    reject: v.exactOptional(endingField),
    reviewers: v.exactOptional(
      v.pipe(v.boolean(), v.description('Whether a reviewer may be added; true where absent.')),
    ),
  }),
  v.metadata({ ref: 'ProcessApproval' }),
);

const stageField = v.pipe(
  v.strictObject({
    key: wordField('drafting'),
    title: textsField('Drafting', '起草'),
    actors: v.exactOptional(people),
    limit: v.exactOptional(
      v.pipe(spanField, v.description('How long the stage may take; in an approval, each step.')),
    ),
    warnPercent: v.exactOptional(
      v.pipe(
        v.number(),
        v.integer(),
        v.minValue(1),
        v.maxValue(99),
        v.description('When a warning is due, in percent of the limit; 80 where absent.'),
        v.metadata({ examples: [80] }),
      ),
    ),
    pauses: v.exactOptional(
      v.pipe(
        v.boolean(),
        v.description('The limit of the stage that was left stands still; coming back, it goes on.'),
      ),
    ),
    outcome: v.exactOptional(
      v.pipe(wordField('completed'), v.description('Given: the stage is an end, with this outcome.')),
    ),
    approval: v.exactOptional(approvalField),
  }),
  v.metadata({ ref: 'ProcessStage' }),
);

const actionField = v.pipe(
  v.strictObject({
    name: actionNameField('submit'),
    title: textsField('Submit', '提交'),
    from: v.pipe(
      v.array(v.union([wordField('drafting'), v.literal('*')])),
      v.minLength(1),
      v.maxLength(50),
      v.description('The stages in which it may be done; `*`: every stage that is no end.'),
    ),
    to: v.exactOptional(toField),
    by: v.exactOptional(
      v.pipe(people, v.description('Who may do it; whoever acts in the stage where absent.')),
    ),
    permission: v.exactOptional(
      v.pipe(
        v.string(),
        v.maxLength(80),
        v.description('The permission it needs. Without `by`, everybody who holds it may do it.'),
        v.metadata({ examples: ['cases.act'] }),
      ),
    ),
    form: v.exactOptional(formField),
    when: v.exactOptional(conditionField),
    effects: v.exactOptional(effects),
    notify: v.exactOptional(people),
  }),
  v.metadata({ ref: 'ProcessAction' }),
);

/** A process as data: its stages, what moves a record through them, who may and must act, and until when. */
export const definitionField = v.pipe(
  v.strictObject({
    key: processKeyField,
    title: textsField('Contract review', '合同评审'),
    subject: v.pipe(wordField('case'), v.description('The kind of record that it moves.')),
    form: v.exactOptional(v.pipe(formField, v.description('What is entered when a case is opened.'))),
    start: wordField('drafting'),
    stages: v.pipe(
      v.array(stageField),
      v.minLength(2),
      v.maxLength(50),
      v.metadata({
        examples: [
          [
            {
              key: 'drafting',
              title: { en: 'Drafting', 'zh-CN': '起草' },
              actors: ['role:administrator'],
              limit: '3d',
            },
            { key: 'done', title: { en: 'Done', 'zh-CN': '完成' }, outcome: 'completed' },
          ],
        ],
      }),
    ),
    actions: v.pipe(v.array(actionField), v.maxLength(100)),
  }),
  v.metadata({ ref: 'ProcessDefinition' }),
);

export type Definition = v.InferOutput<typeof definitionField>;
export type Stage = v.InferOutput<typeof stageField>;
export type Action = v.InferOutput<typeof actionField>;
export type Approval = v.InferOutput<typeof approvalField>;
export type Step = v.InferOutput<typeof stepField>;
export type Ending = v.InferOutput<typeof endingField>;

/** The stage of this key. Throws when the definition has none: it was checked before it was published. */
export function stageOf(definition: Definition, key: string): Stage {
  const stage = definition.stages.find((one) => one.key === key);
  if (stage === undefined) throw new Error(`${definition.key} has no stage ${key}`);
  return stage;
}

/** Every role that the definition names, each once. */
export function rolesOf({ stages, actions }: Definition): string[] {
  const words = [
    ...stages.flatMap(({ actors = [], approval }) => [
      ...actors,
      ...(approval?.steps.flatMap(({ candidates }) => candidates) ?? []),
      ...[approval?.approve, approval?.sendBack, approval?.withdraw, approval?.reject].flatMap(
        (ending) => ending?.notify ?? [],
      ),
    ]),
    ...actions.flatMap(({ by = [], notify = [] }) => [...by, ...notify]),
  ];
  return [...new Set(rolesIn(words))].sort();
}

/** What of a definition is kept beside it, so that one load finds whom it names. */
export function namesOf(definition: Definition) {
  return {
    roles: [...new Set([...rolesOf(definition), 'administrator'])].sort(),
    permissions: [...new Set(definition.actions.flatMap(({ permission }) => permission ?? []))].sort(),
  };
}
