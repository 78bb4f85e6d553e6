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

/** Why an opportunity was lost or given up, and what is learnt of it. */
export const lossForm: Form = {
  type: 'object',
  properties: {
    reasonCode: {
      type: 'string',
      titles: { en: 'Reason', 'zh-CN': '丢单原因' },
      oneOf: [
        { const: 'price', titles: { en: 'Price', 'zh-CN': '价格' } },
        { const: 'coverage', titles: { en: 'Coverage', 'zh-CN': '覆盖' } },
        { const: 'competitor', titles: { en: 'Competitor', 'zh-CN': '竞争对手' } },
        { const: 'other', titles: { en: 'Other', 'zh-CN': '其他' } },
      ],
    },
    lesson: { ...text, titles: { en: 'Lesson', 'zh-CN': '经验教训' } },
    competitor: { type: 'string', maxLength: 200, titles: { en: 'Competitor', 'zh-CN': '竞争对手' } },
  },
  required: ['reasonCode', 'lesson'],
};

/** What a survey found. */
export const surveyForm: Form = {
  type: 'object',
  properties: {
    availability: {
      type: 'string',
      titles: { en: 'Availability', 'zh-CN': '资源可用性' },
      oneOf: [
        { const: 'now', titles: { en: 'Now', 'zh-CN': '现有资源' } },
        { const: 'after_upgrade', titles: { en: 'After an upgrade', 'zh-CN': '需改造' } },
      ],
    },
    distanceMetres: {
      type: 'integer',
      minimum: 0,
      titles: { en: 'Distance in metres', 'zh-CN': '距离（米）' },
    },
    cost: { type: 'integer', minimum: 0, titles: { en: 'Cost in fen', 'zh-CN': '成本（分）' } },
    leadTimeDays: {
      type: 'integer',
      minimum: 0,
      titles: { en: 'Lead time in days', 'zh-CN': '建设周期（天）' },
    },
    validUntil: { type: 'string', format: 'date', titles: { en: 'Valid until', 'zh-CN': '有效期至' } },
  },
  required: ['availability', 'distanceMetres', 'cost', 'leadTimeDays', 'validUntil'],
};

export function title(english: string, chinese: string) {
  return { en: english, 'zh-CN': chinese };
}
