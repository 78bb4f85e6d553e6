import type { Definition } from '../definition.ts';
import type { Form } from '../form.ts';
import { setOwner, type Vocabulary } from '../vocabulary.ts';
import { ownerForm, reasonForm, title } from './forms.ts';

/** What definitions for tickets may speak of. */
export const ticketWords = {
  subject: 'ticket',
  title: title('Ticket', '工单'),
  fields: {
    kind: { title: title('Kind', '类型'), type: 'text' },
    priority: { title: title('Priority', '优先级'), type: 'text' },
  },
  guards: {
    closed_lately: { title: title('Closed not long ago', '关闭未久'), parameters: [] },
    not_followed_up: { title: title('No follow-up yet', '尚未回访'), parameters: [] },
  },
  effects: {
    ...setOwner,
    keep_resolution: { title: title('Keeps the resolution', '保存处理结果'), form: ['resolution'] },
    keep_follow_up: {
      title: title('Keeps what the follow-up heard', '保存回访结果'),
      form: ['satisfaction'],
    },
  },
  systemActs: true,
} as const satisfies Vocabulary;

/** Its owner; who captured it, as his backup; the service agents of its unit. */
const agents = ['owner', 'creator', 'role:service_agent'];
const supervised = [...agents, 'role:service_supervisor'];

const text = { type: 'string', format: 'multi-line', minLength: 1, maxLength: 4000 } as const;

/** What the customer is told, and what is remembered of how it was solved. */
const resolutionForm: Form = {
  type: 'object',
  properties: { resolution: { ...text, titles: title('Resolution', '处理结果') } },
  required: ['resolution'],
};

/** Why it is given up, and what the customer may do instead. */
const cancelForm: Form = {
  type: 'object',
  properties: {
    reason: { ...text, titles: title('Reason', '原因') },
    suggestion: { ...text, titles: title('Suggestion', '建议') },
  },
  required: ['reason'],
};

/** How content the customer is, when he is asked some time after the closing. */
const followUpForm: Form = {
  type: 'object',
  properties: {
    satisfaction: {
      type: 'integer',
      minimum: 1,
      maximum: 5,
      titles: title('Satisfaction, 1 to 5', '满意度（1-5）'),
    },
    note: { ...text, titles: title('What the customer said', '客户反馈') },
  },
  required: ['satisfaction'],
};

const maybeReason: Form = { type: 'object', properties: reasonForm.properties };

/** The standard process of tickets, as product.md tells it. */
export const ticketStandard: Definition = {
  key: 'ticket.standard',
  title: title('Standard ticket', '标准工单流程'),
  subject: 'ticket',
  start: 'new',
  stages: [
    { key: 'new', title: title('New', '新建'), actors: agents },
    { key: 'triaged', title: title('Triaged', '已分派'), actors: agents },
    { key: 'in_progress', title: title('In progress', '处理中'), actors: agents },
    {
      key: 'waiting_customer',
      title: title('Waiting for the customer', '待客户'),
      actors: agents,
      pauses: true,
    },
    {
      key: 'waiting_partner',
      title: title('Waiting for the partner', '待合作方'),
      actors: agents,
    },
    { key: 'resolved', title: title('Resolved', '已解决'), actors: [...agents, 'system'] },
    { key: 'closed', title: title('Closed', '已关闭'), outcome: 'closed' },
    { key: 'cancelled', title: title('Cancelled', '已取消'), outcome: 'cancelled' },
    { key: 'merged', title: title('Merged', '已合并'), outcome: 'merged' },
  ],
  actions: [
    { name: 'triage', title: title('Triage', '分派'), from: ['new'], to: 'triaged' },
    {
      name: 'assign',
      title: title('Assign', '指派'),
      from: ['*'],
      permission: 'tickets.act',
      form: ownerForm,
      effects: ['set_owner'],
    },
    { name: 'start', title: title('Start', '开始处理'), from: ['triaged'], to: 'in_progress' },
    {
      name: 'wait-customer',
      title: title('Wait for the customer', '等待客户'),
      from: ['in_progress'],
      to: 'waiting_customer',
    },
    {
      name: 'wait-partner',
      title: title('Wait for the partner', '等待合作方'),
      from: ['in_progress'],
      to: 'waiting_partner',
    },
    {
      name: 'resume',
      title: title('Resume', '恢复处理'),
      from: ['waiting_customer', 'waiting_partner'],
      to: 'in_progress',
      by: [...agents, 'system'],
    },
    {
      name: 'resolve',
      title: title('Resolve', '解决'),
      from: ['new', 'triaged', 'in_progress'],
      to: 'resolved',
      form: resolutionForm,
      effects: ['keep_resolution'],
    },
    {
      name: 'close',
      title: title('Close', '关闭'),
      from: ['resolved'],
      to: 'closed',
      by: [...agents, 'system'],
    },
    {
      name: 'reopen',
      title: title('Reopen', '重新打开'),
      from: ['resolved'],
      to: 'in_progress',
      by: [...agents, 'system'],
      form: maybeReason,
    },
    {
      name: 'reopen',
      title: title('Reopen', '重新打开'),
      from: ['closed'],
      to: 'in_progress',
      by: [...supervised, 'system'],
      form: maybeReason,
      when: {
        all: [{ guard: 'closed_lately' }],
        otherwise: title(
          'It was closed too long ago: make a new ticket that is linked to it.',
          '关闭已久，请新建关联工单。',
        ),
      },
    },
    {
      name: 'cancel',
      title: title('Cancel', '取消'),
      from: ['*'],
      to: 'cancelled',
      by: supervised,
      form: cancelForm,
    },
    {
      name: 'record-follow-up',
      title: title('Record the follow-up', '登记回访'),
      from: ['closed'],
      by: ['role:service_supervisor'],
      form: followUpForm,
      when: {
        all: [{ guard: 'not_followed_up' }],
        otherwise: title('The customer was asked already.', '该工单已回访。'),
      },
      effects: ['keep_follow_up'],
    },
    { name: 'merge', title: title('Merge', '合并'), from: ['*'], to: 'merged', by: ['system'] },
  ],
};
