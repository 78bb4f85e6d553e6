import type { Definition } from '../definition.ts';
import type { Form } from '../form.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { reasonForm, title } from './forms.ts';

/** What the process of leads speaks of. It is the same in every tenant: the API names its actions one by one. */
export const leadWords = {
  subject: 'lead',
  title: title('Lead', '线索'),
  fields: { category: { title: title('Category', '类别'), type: 'text' } },
  guards: {},
  effects: {},
  systemActs: true,
} as const satisfies Vocabulary;

const manager = 'role:opportunity_manager';
const open = ['submitted', 'need_information'];
const text = { type: 'string', format: 'multi-line', minLength: 1, maxLength: 2000 } as const;
const id = { type: 'string', maxLength: 40 } as const;

const acceptForm: Form = {
  type: 'object',
  properties: {
    accountId: {
      ...id,
      titles: title('Account; a draft is made where nobody knows it', '客户（未知时新建草稿）'),
    },
    opportunityId: { ...id, titles: title('Opportunity that it joins', '并入的商机') },
  },
};

function formOf(name: string, titles: ReturnType<typeof title>): Form {
  return { type: 'object', properties: { [name]: { ...text, titles } }, required: [name] };
}

/** What becomes of a lead. What its submitter is asked stops the limit; nothing stops its expiry. */
export const leadStandard: Definition = {
  key: 'lead.standard',
  title: title('Standard lead', '标准线索流程'),
  subject: 'lead',
  start: 'submitted',
  stages: [
    { key: 'submitted', title: title('Submitted', '待受理'), actors: [manager, 'system'], limit: '2d' },
    // Whoever submitted it may be a key, which no task can name: he is told, and answers as the system lets him.
    {
      key: 'need_information',
      title: title('Needs information', '待补充'),
      actors: ['system'],
      pauses: true,
    },
    { key: 'accepted', title: title('Accepted', '已受理'), outcome: 'accepted' },
    { key: 'duplicate', title: title('Duplicate', '重复'), outcome: 'duplicate' },
    { key: 'rejected', title: title('Rejected', '已驳回'), outcome: 'rejected' },
    { key: 'expired', title: title('Expired', '已过期'), outcome: 'expired' },
  ],
  actions: [
    {
      name: 'accept',
      title: title('Accept', '受理'),
      from: open,
      to: 'accepted',
      by: [manager],
      form: acceptForm,
    },
    {
      name: 'reject',
      title: title('Reject', '驳回'),
      from: open,
      to: 'rejected',
      by: [manager],
      form: reasonForm,
    },
    {
      name: 'request-information',
      title: title('Request information', '要求补充'),
      from: ['submitted'],
      to: 'need_information',
      by: [manager],
      form: formOf('question', title('Question', '问题')),
    },
    {
      name: 'answer',
      title: title('Answer', '补充说明'),
      from: ['need_information'],
      to: 'submitted',
      by: ['system'],
      form: formOf('answer', title('Answer', '答复')),
    },
    {
      name: 'mark-duplicate',
      title: title('Mark as a duplicate', '标记为重复'),
      from: ['submitted'],
      to: 'duplicate',
      by: ['system'],
    },
    { name: 'expire', title: title('Expire', '过期'), from: open, to: 'expired', by: ['system'] },
  ],
};
