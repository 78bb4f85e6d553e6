import type { Form } from '../form.ts';

const text = { type: 'string', format: 'multi-line', minLength: 1, maxLength: 2000 } as const;

/** A form that asks for a reason. */
export const reasonForm: Form = {
  type: 'object',
  properties: { reason: { ...text, titles: { en: 'Reason', 'zh-CN': '原因' } } },
  required: ['reason'],
};

/** A form that asks for an owner. */
export const ownerForm: Form = {
  type: 'object',
  properties: { ownerId: { type: 'string', format: 'user', titles: { en: 'Owner', 'zh-CN': '负责人' } } },
  required: ['ownerId'],
};

/** A choice of a form: its value, and its words. */
export function choice(value: string, english: string, chinese: string) {
  return { const: value, titles: title(english, chinese) };
}

/** A field for money, as the API writes it. */
export function moneyOf(titles: ReturnType<typeof title>) {
  return {
    type: 'object',
    titles,
    properties: {
      amount: { type: 'integer', minimum: 0, titles: title('Amount in fen', '金额（分）') },
      currency: {
        type: 'string',
        titles: title('Currency', '币种'),
        oneOf: [choice('CNY', 'Yuan', '人民币')],
      },
    },
    required: ['amount', 'currency'],
  } satisfies Form['properties'][string];
}

/** Why opportunities are lost. */
export const lossReasons = [
  choice('price', 'Price', '价格'),
  choice('coverage', 'Coverage', '覆盖'),
  choice('competitor', 'Competitor', '竞争对手'),
  choice('budget', 'Budget', '预算'),
  choice('timing', 'Timing', '时机'),
  choice('no_decision', 'No decision', '客户未决策'),
  choice('requirement_changed', 'The requirement changed', '需求变更'),
  choice('duplicate', 'Duplicate', '重复商机'),
  choice('imported', 'Imported', '历史导入'),
  choice('other', 'Other', '其他'),
];

/** Why an opportunity was lost or given up, and what is learnt of it. */
export const lossForm: Form = {
  type: 'object',
  properties: {
    reasonCode: { type: 'string', titles: title('Reason', '丢单原因'), oneOf: lossReasons },
    lesson: { ...text, titles: title('Lesson', '经验教训') },
    competitor: {
      type: 'string',
      minLength: 1,
      maxLength: 200,
      titles: title('Competitor to whom it was lost', '竞争对手'),
    },
  },
  required: ['reasonCode', 'lesson'],
};

/** What a survey is to find out. */
export const surveyRequestForm: Form = {
  type: 'object',
  properties: {
    note: { ...text, titles: title('Note', '说明') },
    neededBy: { type: 'string', format: 'date', titles: title('Needed by', '期望完成日期') },
  },
};

/** What a survey found. */
export const surveyForm: Form = {
  type: 'object',
  properties: {
    availability: {
      type: 'string',
      titles: title('Availability', '资源可用性'),
      oneOf: [choice('now', 'Now', '现有资源'), choice('after_upgrade', 'After an upgrade', '需改造')],
    },
    distanceMetres: {
      type: 'integer',
      minimum: 0,
      maximum: 10_000_000,
      titles: title('Distance in metres', '距离（米）'),
    },
    cost: moneyOf(title('Cost', '建设成本')),
    leadTimeDays: {
      type: 'integer',
      minimum: 0,
      maximum: 10_000,
      titles: title('Lead time in days', '建设周期（天）'),
    },
    validUntil: { type: 'string', format: 'date', titles: title('Valid until', '有效期至') },
    note: { ...text, titles: title('Note', '说明') },
  },
  required: ['availability', 'distanceMetres', 'cost', 'leadTimeDays', 'validUntil'],
};

export function title(english: string, chinese: string) {
  return { en: english, 'zh-CN': chinese };
}
