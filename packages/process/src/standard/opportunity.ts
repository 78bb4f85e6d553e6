import type { Action, Definition } from '../definition.ts';
import { lossForm, ownerForm, reasonForm, surveyForm, surveyRequestForm, title } from './forms.ts';
import { auctionActions } from './opportunity-auction.ts';
import { manager, opportunityStages } from './opportunity-stages.ts';

const dedicatedLines = ['internet_line', 'data_line', 'voice_line', 'sdwan'];

/**
 * Where something may still be lost or given up: a signed one ends with its contract, and of an auctioned one the
 * auction is cancelled first, so that nothing is reopened into an auction that is over.
 */
const losable = opportunityStages
  .filter(({ key, outcome }) => outcome === undefined && key !== 'signed' && key !== 'auctioned')
  .map(({ key }) => key);

const beginning: Action[] = [
  { name: 'submit', title: title('Submit', '提交'), from: ['drafted'], to: 'pooled' },
  {
    name: 'keep',
    title: title('Keep', '自行跟进'),
    from: ['drafted'],
    to: 'assigned',
    when: {
      all: [{ field: 'ownAccount', is: 'eq', value: true }],
      otherwise: title('Only of accounts of your own.', '仅限本人客户。'),
    },
    effects: ['take_ownership'],
  },
  { name: 'discard', title: title('Discard', '作废'), from: ['drafted'], to: 'abandoned' },
  { name: 'recall', title: title('Recall', '撤回'), from: ['pooled'], to: 'drafted', by: ['creator'] },
  {
    name: 'assign',
    title: title('Assign', '分配'),
    from: ['pooled'],
    to: 'assigned',
    form: ownerForm,
    effects: ['set_owner'],
    notify: ['owner'],
  },
  {
    name: 'return',
    title: title('Return', '退回'),
    from: ['pooled'],
    to: 'drafted',
    form: reasonForm,
    notify: ['creator'],
  },
  {
    name: 'reject',
    title: title('Reject', '驳回'),
    from: ['pooled'],
    to: 'abandoned',
    form: reasonForm,
    notify: ['creator'],
  },
];

const working: Action[] = [
  {
    name: 'request-survey',
    title: title('Request a survey', '申请报勘'),
    from: ['assigned', 'qualified'],
    to: 'surveying',
    form: surveyRequestForm,
    effects: ['keep_survey_request'],
  },
  {
    name: 'approve-survey',
    title: title('Approve the survey', '报勘通过'),
    from: ['surveying'],
    to: 'qualified',
    form: surveyForm,
    effects: ['keep_survey'],
    notify: ['owner'],
  },
  {
    name: 'reject-survey',
    title: title('Reject the survey', '报勘不通过'),
    from: ['surveying'],
    to: 'assigned',
    form: reasonForm,
    notify: ['owner'],
  },
  {
    name: 'request-confirmation',
    title: title('Request the confirmation', '申请确认'),
    from: ['assigned'],
    to: 'confirming',
    when: {
      all: [{ field: 'category', notIn: dedicatedLines }],
      otherwise: title('A dedicated line needs a survey first.', '专线须先报勘。'),
    },
  },
  {
    name: 'request-confirmation',
    title: title('Request the confirmation', '申请确认'),
    from: ['qualified'],
    to: 'confirming',
    when: {
      all: [{ guard: 'survey_is_valid' }],
      otherwise: title('The survey has expired: request it again.', '报勘结果已过期，请重新申请报勘。'),
    },
  },
  {
    name: 'return-to-pool',
    title: title('Return to the pool', '退回商机池'),
    from: ['assigned'],
    to: 'pooled',
    form: reasonForm,
    effects: ['clear_owner'],
  },
  {
    name: 'transfer',
    title: title('Transfer', '转派'),
    from: ['assigned', 'qualified'],
    by: ['owner', manager],
    form: ownerForm,
    effects: ['set_owner'],
    notify: ['owner'],
  },
];

const ending: Action[] = [
  {
    name: 'sign',
    title: title('Sign', '签约'),
    from: ['preparing'],
    to: 'signed',
    by: ['system'],
    notify: ['owner', 'creator'],
  },
  { name: 'convert', title: title('Convert', '转化'), from: ['signed'], to: 'converted', by: ['system'] },
  {
    name: 'end-signed',
    title: title('End what was signed', '签约终止'),
    from: ['signed'],
    to: 'lost',
    by: ['system'],
    form: lossForm,
    effects: ['keep_loss'],
    notify: ['owner', 'creator'],
  },
  {
    name: 'lose',
    title: title('Lose', '丢单'),
    from: losable,
    to: 'lost',
    by: ['owner', manager],
    form: lossForm,
    effects: ['keep_loss'],
    notify: ['owner', 'creator'],
  },
  {
    name: 'abandon',
    title: title('Abandon', '放弃'),
    from: losable,
    to: 'abandoned',
    by: ['owner', manager],
    form: lossForm,
    effects: ['keep_loss'],
    notify: ['owner', 'creator'],
  },
  {
    name: 'reopen',
    title: title('Reopen', '重新打开'),
    from: ['lost', 'abandoned'],
    to: 'back',
    by: [manager],
    when: {
      all: [{ guard: 'lost_lately' }, { guard: 'was_unsigned' }],
      otherwise: title('What had been signed is reported anew.', '曾签约的商机不可重新打开，请重新报备。'),
    },
    effects: ['clear_loss'],
    notify: ['owner', 'creator'],
  },
];

/** The standard process of opportunities, as product.md tells it. */
export const opportunityStandard: Definition = {
  key: 'opportunity.standard',
  title: title('Standard opportunity', '标准商机流程'),
  subject: 'opportunity',
  start: 'drafted',
  stages: opportunityStages,
  actions: [...beginning, ...auctionActions, ...working, ...ending],
};
