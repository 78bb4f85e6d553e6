import type { ImportKind } from '../kind.ts';

const text = { type: 'text' } as const;

/** Stages in which an opportunity from a file can stand. */
export const importedStages = {
  drafted: { en: 'Drafted', 'zh-CN': '新增' },
  assigned: { en: 'Assigned', 'zh-CN': '已分配' },
  signed: { en: 'Signed', 'zh-CN': '已签约' },
  lost: { en: 'Lost', 'zh-CN': '已丢单' },
} as const;

const types = {
  demand: { en: 'Demand', 'zh-CN': '需求类' },
  competitor: { en: 'Competitor', 'zh-CN': '竞争类' },
} as const;

/** Opportunities from a file: which columns there can be, and what is said of their rows. */
export const opportunityKind: ImportKind = {
  key: 'opportunities',
  label: { en: 'Opportunities', 'zh-CN': '商机' },
  permissions: ['opportunities.create', 'opportunities.update'],
  fields: {
    externalId: {
      label: { en: 'External id', 'zh-CN': '外部编号' },
      cell: text,
      headings: ['opportunity id', '商机编号'],
    },
    accountId: {
      label: { en: 'Account', 'zh-CN': '客户' },
      cell: text,
      headings: ['account id', 'account name', '客户名称', '客户编号'],
    },
    title: { label: { en: 'Title', 'zh-CN': '名称' }, cell: text, headings: ['商机名称'] },
    type: { label: { en: 'Type', 'zh-CN': '类型' }, cell: { type: 'choice', choices: types } },
    category: { label: { en: 'Category', 'zh-CN': '类别' }, cell: text },
    product: { label: { en: 'Product', 'zh-CN': '产品名称' }, cell: text, headings: ['产品'] },
    requirement: { label: { en: 'Requirement', 'zh-CN': '需求说明' }, cell: text },
    stage: {
      label: { en: 'Stage', 'zh-CN': '环节' },
      cell: { type: 'choice', choices: importedStages },
      headings: ['deal stage'],
    },
    closedOn: {
      label: { en: 'Closed on', 'zh-CN': '结束日期' },
      cell: text,
      headings: ['close date'],
    },
    oneOff: {
      label: { en: 'One-off revenue', 'zh-CN': '一次性收入' },
      cell: { type: 'money' },
      headings: ['close value'],
    },
    monthly: { label: { en: 'Monthly revenue', 'zh-CN': '月收入' }, cell: { type: 'money' } },
    termMonths: { label: { en: 'Term in months', 'zh-CN': '合同期（月）' }, cell: text },
    probability: { label: { en: 'Probability', 'zh-CN': '成功概率' }, cell: text },
    expectedCloseOn: { label: { en: 'Expected close', 'zh-CN': '预计签约日期' }, cell: text },
    ownerId: {
      label: { en: 'Owner', 'zh-CN': '客户经理' },
      cell: text,
      headings: ['owner email', '客户经理邮箱'],
    },
    lossReason: { label: { en: 'Loss reason', 'zh-CN': '丢单原因' }, cell: text },
    lesson: { label: { en: 'Lesson', 'zh-CN': '经验教训' }, cell: text },
  },
  words: {
    'opportunity.category_unknown': {
      en: 'There is no category {given}; the opportunity came in under {category}, with the text kept as its product.',
      'zh-CN': '没有类别“{given}”；已归入 {category}，原文保留在产品名称中。',
    },
    'opportunity.stage_stays': {
      en: 'The opportunity is in the stage {stage}; files do not move what is there already.',
      'zh-CN': '该商机当前环节为 {stage}；导入不改变已有商机的环节。',
    },
    'opportunity.ended': {
      en: 'The opportunity is signed or has ended, and is not changed any more.',
      'zh-CN': '该商机已签约或已结束，不再修改。',
    },
  },
};
