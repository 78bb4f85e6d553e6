import type { Definition } from '../definition.ts';
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
  guards: { closed_lately: { title: title('Closed not long ago', '关闭未久'), parameters: ['days'] } },
  effects: { ...setOwner },
  systemActs: true,
} as const satisfies Vocabulary;

const agents = ['owner', 'role:service_agent'];

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
      limit: '1d',
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
      by: agents,
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
    },
    {
      name: 'reopen',
      title: title('Reopen', '重新打开'),
      from: ['closed'],
      to: 'in_progress',
      by: [...agents, 'system'],
      when: {
        all: [{ guard: 'closed_lately', with: { days: 14 } }],
        otherwise: title('Only within 14 days.', '仅限 14 天内。'),
      },
    },
    {
      name: 'cancel',
      title: title('Cancel', '取消'),
      from: ['*'],
      to: 'cancelled',
      by: agents,
      form: reasonForm,
    },
    { name: 'merge', title: title('Merge', '合并'), from: ['*'], to: 'merged', by: ['system'] },
  ],
};
