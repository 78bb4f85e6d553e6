import type { CsvColumn } from '@keyline/http';
import type { Text } from '@keyline/kernel';
import type { viewOpportunity, viewPublicOpportunity } from './opportunity.ts';

type Shown = Partial<ReturnType<typeof viewOpportunity>> & ReturnType<typeof viewPublicOpportunity>;

function column(heading: Text, value: CsvColumn<Shown>['value']): CsvColumn<Shown> {
  return { heading, value };
}

/** Opportunities as a file, under headings by which the import knows them again. */
export const opportunityColumns: readonly CsvColumn<Shown>[] = [
  column({ en: 'External id', 'zh-CN': '外部编号' }, ({ externalId }) => externalId),
  column({ en: 'Account', 'zh-CN': '客户' }, ({ accountId }) => accountId),
  column({ en: 'Title', 'zh-CN': '名称' }, ({ title }) => title),
  column({ en: 'Type', 'zh-CN': '类型' }, ({ type }) => type),
  column({ en: 'Category', 'zh-CN': '类别' }, ({ category }) => category),
  column({ en: 'Stage', 'zh-CN': '环节' }, ({ stage }) => stage),
  column({ en: 'One-off revenue', 'zh-CN': '一次性收入' }, ({ revenue }) => yuan(revenue.oneOff.amount)),
  column({ en: 'Monthly revenue', 'zh-CN': '月收入' }, ({ revenue }) => yuan(revenue.monthly.amount)),
  column({ en: 'Term in months', 'zh-CN': '合同期（月）' }, ({ revenue }) => revenue.termMonths),
  column({ en: 'Potential revenue', 'zh-CN': '潜在收入' }, ({ amount }) => yuan(amount.amount)),
  column({ en: 'Probability', 'zh-CN': '成功概率' }, ({ probability }) => probability),
  column({ en: 'Expected close', 'zh-CN': '预计签约日期' }, ({ expectedCloseOn }) => expectedCloseOn),
  column({ en: 'Owner', 'zh-CN': '客户经理' }, ({ ownerId }) => ownerId),
  column({ en: 'Org unit', 'zh-CN': '组织单元' }, ({ orgUnitId }) => orgUnitId),
  column({ en: 'In this stage since', 'zh-CN': '进入环节时间' }, ({ stageSince }) => stageSince),
  column({ en: 'Due', 'zh-CN': '办理时限' }, ({ dueAt }) => dueAt),
  column({ en: 'Loss reason', 'zh-CN': '丢单原因' }, ({ loss }) => loss?.reasonCode),
  column({ en: 'Created', 'zh-CN': '创建时间' }, ({ createdAt }) => createdAt),
  column({ en: 'Id', 'zh-CN': '编号' }, ({ id }) => id),
];

/** Yuan with two decimals. */
function yuan(fen: number): string {
  return `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
}
