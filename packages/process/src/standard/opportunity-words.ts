import { setOwner, type Vocabulary } from '../vocabulary.ts';
import { title } from './forms.ts';

/** What definitions for opportunities may speak of. */
export const opportunityWords = {
  subject: 'opportunity',
  title: title('Opportunity', '商机'),
  fields: {
    amount: { title: title('Potential revenue in fen', '潜在收入（分）'), type: 'integer' },
    category: { title: title('Category', '类别'), type: 'text' },
    ownAccount: { title: title('The creator owns the account', '本人客户'), type: 'boolean' },
  },
  guards: {
    is_eligible: { title: title('May bid', '具备竞拍资格'), parameters: [] },
    lost_lately: { title: title('Lost not long ago', '丢单未久'), parameters: ['days'] },
  },
  effects: {
    ...setOwner,
    open_auction: { title: title('Opens an auction', '开启拍卖'), form: ['mode', 'endsAt'] },
    extend_auction: { title: title('Extends the auction', '延长拍卖'), form: ['endsAt'] },
    place_bid: { title: title('Places a bid', '登记竞拍'), form: ['monthlyRevenue', 'daysToSign'] },
    keep_survey: { title: title('Keeps the survey', '保存报勘结果'), form: ['availability'] },
    make_contract: { title: title('Makes the contract work order', '生成合同工单'), form: [] },
    tell_partner: { title: title('Tells the partner', '告知合作伙伴'), form: [] },
  },
  systemActs: true,
} as const satisfies Vocabulary;
