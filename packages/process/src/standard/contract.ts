import type { Definition } from '../definition.ts';
import { setOwner, type Vocabulary } from '../vocabulary.ts';
import { reasonForm, title } from './forms.ts';

/** What definitions for contracts may speak of. */
export const contractWords = {
  subject: 'contract',
  title: title('Contract', '合同'),
  fields: {
    amount: { title: title('Value in fen', '合同金额（分）'), type: 'integer' },
    category: { title: title('Category', '类别'), type: 'text' },
  },
  guards: { is_filled_in: { title: title('Is filled in', '已填写完整'), parameters: [] } },
  effects: {
    ...setOwner,
    give_reference: { title: title('Gives the reference', '生成合同参考号'), form: [] },
    give_filing_number: { title: title('Gives the filing number', '生成合同编号'), form: [] },
    keep_scan: { title: title('Keeps the scan', '保存扫描件'), form: ['attachmentId'] },
  },
  systemActs: true,
} as const satisfies Vocabulary;

const unsigned = ['drafting', 'reviewing', 'signing', 'confirming'];
/** The system, when the opportunity of a contract is lost or abandoned. */
const cancelling = ['owner', 'role:contract_manager', 'system'];

/** The standard process of contracts, as product.md tells it; amendments, renewals and orders are not among it yet. */
export const contractStandard: Definition = {
  key: 'contract.standard',
  title: title('Standard contract', '标准合同流程'),
  subject: 'contract',
  start: 'drafting',
  stages: [
    { key: 'drafting', title: title('Drafting', '起草'), actors: ['owner'], limit: '10d' },
    {
      key: 'reviewing',
      title: title('Reviewing', '审核'),
      limit: '2d',
      approval: {
        steps: [
          {
            key: 'supervisors',
            title: title('Business supervisors', '业务主管审核'),
            mode: 'all',
            candidates: ['role:business_supervisor@category'],
          },
          {
            key: 'branch',
            title: title('Branch', '分公司审核'),
            mode: 'any',
            candidates: ['role:branch_manager'],
          },
          {
            key: 'executive',
            title: title('Executive', '领导审批'),
            mode: 'any',
            candidates: ['role:executive@tenant'],
            from: 100_000_000,
          },
        ],
        approve: { to: 'signing', effects: ['give_reference'], notify: ['owner'] },
        sendBack: { to: 'drafting' },
        withdraw: { to: 'drafting' },
      },
    },
    { key: 'signing', title: title('Signing', '签署'), actors: ['owner'], limit: '10d' },
    {
      key: 'confirming',
      title: title('Confirming', '合同确认'),
      actors: ['role:contract_manager'],
      limit: '2d',
    },
    { key: 'effective', title: title('Effective', '生效'), actors: ['system'] },
    { key: 'expired', title: title('Expired', '到期'), outcome: 'expired' },
    { key: 'terminated', title: title('Terminated', '终止'), outcome: 'terminated' },
    { key: 'cancelled', title: title('Cancelled', '作废'), outcome: 'cancelled' },
  ],
  actions: [
    {
      name: 'submit',
      title: title('Submit', '提交审核'),
      from: ['drafting'],
      to: 'reviewing',
      when: {
        all: [{ guard: 'is_filled_in' }],
        otherwise: title(
          'Fill it in first: template and its required fields, value, start and end.',
          '请先填写完整：模板及其必填字段、合同金额、起止日期。',
        ),
      },
    },
    {
      name: 'upload-signed',
      title: title('Upload the signed text', '上传签署件'),
      from: ['signing'],
      to: 'confirming',
      effects: ['keep_scan'],
      form: {
        type: 'object',
        properties: { attachmentId: { type: 'string', titles: title('Scan', '扫描件') } },
        required: ['attachmentId'],
      },
    },
    {
      name: 'confirm',
      title: title('Confirm', '确认'),
      from: ['confirming'],
      to: 'effective',
      effects: ['give_filing_number'],
      notify: ['owner', 'creator'],
    },
    {
      name: 'return-scan',
      title: title('The scan differs', '扫描件不符'),
      from: ['confirming'],
      to: 'signing',
      form: reasonForm,
    },
    {
      name: 'return-text',
      title: title('The text differs', '文本不符'),
      from: ['confirming'],
      to: 'drafting',
      form: reasonForm,
    },
    { name: 'expire', title: title('Expire', '到期'), from: ['effective'], to: 'expired', by: ['system'] },
    {
      name: 'terminate',
      title: title('Terminate', '终止'),
      from: ['effective'],
      to: 'terminated',
      by: ['role:contract_manager'],
      form: reasonForm,
    },
    {
      name: 'cancel',
      title: title('Cancel', '作废'),
      from: unsigned,
      to: 'cancelled',
      by: cancelling,
      form: reasonForm,
      notify: ['owner'],
    },
  ],
};
