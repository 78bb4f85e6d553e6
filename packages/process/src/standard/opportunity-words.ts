import { setOwner, takeOwnership, type Vocabulary } from '../vocabulary.ts';
import { title } from './forms.ts';

/** What definitions for opportunities may speak of. */
export const opportunityWords = {
  subject: 'opportunity',
  title: title('Opportunity', '商机'),
  fields: {
    amount: { title: title('Potential revenue in fen', '潜在收入（分）'), type: 'integer' },
    type: { title: title('Type', '类型'), type: 'text' },
    category: { title: title('Category', '类别'), type: 'text' },
    ownAccount: { title: title('The creator owns the account', '本人客户'), type: 'boolean' },
  },
  guards: {
    is_eligible: { title: title('May claim', '具备竞拍资格'), parameters: [] },
    survey_is_valid: { title: title('The survey still holds', '报勘结果在有效期内'), parameters: [] },
    lost_lately: { title: title('Lost not long ago', '丢单未久'), parameters: ['days'] },
    was_unsigned: { title: title('Had not been signed', '未曾签约'), parameters: [] },
  },
  effects: {
    ...setOwner,
    ...takeOwnership,
    clear_owner: { title: title('Takes the owner away', '取消负责人'), form: [] },
    open_auction: { title: title('Opens an auction', '开启拍卖'), form: ['mode'] },
    extend_auction: { title: title('Extends the auction', '延长拍卖'), form: ['endsAt'] },
    award_auction: { title: title('Ends the auction with a winner', '拍卖成交'), form: [] },
    close_auction: { title: title('Ends the auction without a winner', '结束拍卖'), form: [] },
    keep_survey_request: { title: title('Keeps what is to be surveyed', '保存报勘申请'), form: [] },
    keep_survey: {
      title: title('Keeps the survey', '保存报勘结果'),
      form: ['availability', 'cost', 'validUntil'],
    },
    keep_loss: { title: title('Keeps why it was lost', '保存丢单原因'), form: ['reasonCode', 'lesson'] },
    clear_loss: { title: title('Forgets the loss', '清除丢单原因'), form: [] },
  },
  systemActs: true,
} as const satisfies Vocabulary;
