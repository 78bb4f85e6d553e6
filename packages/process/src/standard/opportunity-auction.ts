import type { Action } from '../definition.ts';
import type { Form } from '../form.ts';
import { choice, title } from './forms.ts';
import { manager } from './opportunity-stages.ts';

const endsAt = { type: 'string', format: 'date-time', titles: title('Ends at', '结束时间') } as const;
const word = { type: 'string', minLength: 1, maxLength: 60 } as const;

const openForm: Form = {
  type: 'object',
  properties: {
    mode: {
      type: 'string',
      titles: title('Mode', '方式'),
      oneOf: [
        choice('first_claim', 'First claim', '先到先得'),
        choice('sealed_bid', 'Sealed bid', '密封竞价'),
      ],
    },
    endsAt: {
      ...endsAt,
      titles: title('Ends at; after the usual time where absent', '结束时间（默认按租户设置的时长）'),
    },
    eligibility: {
      type: 'object',
      titles: title('Who may bid; every account manager where absent', '竞拍资格（默认所有客户经理）'),
      properties: {
        orgUnitIds: {
          type: 'array',
          items: word,
          minItems: 1,
          maxItems: 50,
          titles: title('In these org units and below', '所属组织单元（含下级）'),
        },
        grades: { type: 'array', items: word, maxItems: 20, titles: title('Of these grades', '等级') },
        skills: { type: 'array', items: word, maxItems: 20, titles: title('With these skills', '技能') },
        maxOpen: {
          type: 'integer',
          minimum: 1,
          maximum: 100,
          titles: title('With fewer open ones than', '在手商机上限'),
        },
      },
    },
  },
  required: ['mode'],
};

/** How an opportunity is given to whoever wants it most: the actions around its auction. */
export const auctionActions: Action[] = [
  {
    name: 'open-auction',
    title: title('Open an auction', '发起拍卖'),
    from: ['pooled'],
    to: 'auctioned',
    form: openForm,
    effects: ['open_auction'],
  },
  {
    name: 'claim',
    title: title('Claim', '抢单'),
    from: ['auctioned'],
    to: 'assigned',
    by: ['role:account_manager@tenant'],
    when: { all: [{ guard: 'is_eligible' }], otherwise: title('You may not claim it.', '您无抢单资格。') },
    effects: ['take_ownership', 'award_auction'],
    notify: [manager],
  },
  {
    name: 'end-auction',
    title: title('End without a bid', '流拍'),
    from: ['auctioned'],
    to: 'pooled',
    by: ['system'],
    effects: ['close_auction'],
    notify: [manager, 'creator'],
  },
  {
    name: 'extend-auction',
    title: title('Extend the auction', '延长拍卖'),
    from: ['auctioned'],
    by: [manager],
    form: { type: 'object', properties: { endsAt }, required: ['endsAt'] },
    effects: ['extend_auction'],
  },
  {
    name: 'cancel-auction',
    title: title('Cancel the auction', '取消拍卖'),
    from: ['auctioned'],
    to: 'pooled',
    by: [manager],
    effects: ['close_auction'],
  },
];
