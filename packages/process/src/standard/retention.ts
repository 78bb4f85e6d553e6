import type { Definition } from '../definition.ts';
import type { Form } from '../form.ts';
import { callManager, setOwner, type Vocabulary } from '../vocabulary.ts';
import { choice, ownerForm, reasonForm, title } from './forms.ts';

/** What processes of cases may speak of, a tenant's own among them: cases hang on an account and move by people alone. */
export const caseWords = {
  subject: 'case',
  title: title('Case', '流程'),
  fields: { amount: { title: title('Amount in fen', '金额（分）'), type: 'integer' } },
  guards: {},
  effects: { ...setOwner, ...callManager },
  systemActs: false,
} as const satisfies Vocabulary;

const manager = 'role:branch_manager';
const keepers = ['owner', manager];

/** Why there is something to retain; nothing where somebody opens the case by hand. */
const crossingForm: Form = {
  type: 'object',
  properties: {
    score: { type: 'integer', minimum: 0, maximum: 100, titles: title('Churn score', '流失评分') },
    band: {
      type: 'string',
      titles: title('Band', '预警级别'),
      oneOf: [
        choice('watch', 'Watch', '关注'),
        choice('high', 'High', '高'),
        choice('critical', 'Critical', '紧急'),
      ],
    },
  },
};

/** What kept the customer. */
const retainedForm: Form = {
  type: 'object',
  properties: {
    measures: {
      type: 'string',
      format: 'multi-line',
      minLength: 1,
      maxLength: 2000,
      titles: title('What was done', '挽留措施'),
    },
  },
  required: ['measures'],
};

/** Keeps an account that may leave 挽留: its owner does, or whomever the branch manager gives it to. */
export const retentionStandard: Definition = {
  key: 'retention.standard',
  title: title('Standard retention', '标准挽留流程'),
  subject: 'case',
  form: crossingForm,
  start: 'unassigned',
  stages: [
    { key: 'unassigned', title: title('To be assigned', '待分派'), actors: [manager], limit: '1d' },
    { key: 'retaining', title: title('Retaining', '挽留中'), actors: ['owner'], limit: '5d' },
    { key: 'retained', title: title('Retained', '已挽留'), outcome: 'retained' },
    { key: 'lost', title: title('Lost', '已流失'), outcome: 'lost' },
  ],
  actions: [
    {
      name: 'assign',
      title: title('Assign', '分派'),
      from: ['unassigned'],
      to: 'retaining',
      by: keepers,
      form: ownerForm,
      effects: ['set_owner'],
    },
    {
      name: 'transfer',
      title: title('Transfer', '转派'),
      from: ['retaining'],
      by: keepers,
      form: ownerForm,
      effects: ['set_owner'],
    },
    {
      name: 'record-retained',
      title: title('Record as retained', '登记挽留成功'),
      from: ['*'],
      to: 'retained',
      by: keepers,
      form: retainedForm,
    },
    {
      name: 'record-lost',
      title: title('Record as lost', '登记客户流失'),
      from: ['*'],
      to: 'lost',
      by: keepers,
      form: reasonForm,
    },
  ],
};
