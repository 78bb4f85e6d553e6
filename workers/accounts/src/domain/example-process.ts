import type { Approval, Definition, Form } from '@keyline/process';

function title(english: string, chinese: string) {
  return { en: english, 'zh-CN': chinese };
}

const noteForm: Form = {
  type: 'object',
  properties: { note: { type: 'string', maxLength: 1000, titles: title('Note', '备注') } },
  required: ['note'],
};

const ownerForm: Form = {
  type: 'object',
  properties: { ownerId: { type: 'string', format: 'user', titles: title('Owner', '负责人') } },
  required: ['ownerId'],
};

const administrators = ['role:administrator'];

const approval: Approval = {
  steps: [
    {
      key: 'administrators',
      title: title('Administrators', '系统管理员审批'),
      mode: 'any',
      candidates: administrators,
    },
  ],
  approve: { to: 'done' },
  sendBack: { to: 'done' },
};

const done = { key: 'done', title: title('Done', '完成'), outcome: 'completed' };

/** A small process for the examples of the reference: a request that an administrator checks or approves. */
export function requestProcess(key: string): Definition {
  return {
    key,
    title: title('Price request', '价格申请'),
    subject: 'case',
    start: 'drafting',
    stages: [
      { key: 'drafting', title: title('Drafting', '起草'), actors: administrators, limit: '3d' },
      { key: 'checking', title: title('Checking', '核对'), actors: administrators, limit: '2d' },
      { key: 'approving', title: title('Approving', '审批'), limit: '2d', approval },
      done,
    ],
    actions: [
      { name: 'note', title: title('Note', '备注'), from: ['*'], permission: 'cases.act', form: noteForm },
      { name: 'submit', title: title('Submit', '提交'), from: ['drafting'], to: 'checking' },
      { name: 'ask', title: title('Ask for approval', '提请审批'), from: ['drafting'], to: 'approving' },
      { name: 'finish', title: title('Finish', '完成'), from: ['checking'], to: 'done' },
      {
        name: 'pass',
        title: title('Pass on', '转交'),
        from: ['drafting'],
        form: ownerForm,
        effects: ['set_owner'],
      },
      {
        name: 'call-manager',
        title: title('Call the manager in', '提请上级协调'),
        from: ['drafting'],
        permission: 'cases.act',
        effects: ['call_manager'],
      },
      { name: 'keep', title: title('Keep', '保留'), from: ['drafting'], by: ['owner'] },
    ],
  };
}

/** One that begins with an approval, which nobody can begin who is the only administrator. */
export function approvalOnly(key: string): Definition {
  const approving = { key: 'approving', title: title('Approving', '审批'), approval };
  return { ...requestProcess(key), start: 'approving', stages: [approving, done], actions: [] };
}
