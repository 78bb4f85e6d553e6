import type { CsvColumn } from '@keyline/http';
import type { Text } from '@keyline/kernel';
import type { viewAccount, viewPublicAccount } from './account.ts';

type Shown = Partial<ReturnType<typeof viewAccount>> & Partial<ReturnType<typeof viewPublicAccount>>;

function column(heading: Text, value: CsvColumn<Shown>['value']): CsvColumn<Shown> {
  return { heading, value };
}

/** Accounts as a file, under headings by which the import knows them again; of some only the public part. */
export const accountColumns: readonly CsvColumn<Shown>[] = [
  column({ en: 'External id', 'zh-CN': '外部编号' }, ({ externalId }) => externalId),
  column({ en: 'Name', 'zh-CN': '名称' }, ({ name }) => name),
  column({ en: 'English name', 'zh-CN': '英文名称' }, ({ nameEn }) => nameEn),
  column({ en: 'Short names', 'zh-CN': '简称' }, ({ shortNames }) => shortNames?.join(';')),
  column({ en: 'Kind', 'zh-CN': '客户性质' }, ({ kind }) => kind),
  column({ en: 'Industry', 'zh-CN': '行业' }, ({ industry }) => industry),
  column({ en: 'Credit code', 'zh-CN': '统一社会信用代码' }, ({ creditCode }) => creditCode),
  column({ en: 'Presence', 'zh-CN': '在网状态' }, ({ presence }) => presence),
  column({ en: 'Grade', 'zh-CN': '客户等级' }, ({ grade }) => grade),
  column({ en: 'Monthly spend', 'zh-CN': '月消费' }, ({ monthlySpend }) => yuan(monthlySpend?.amount)),
  column({ en: 'Strategic', 'zh-CN': '战略客户' }, ({ strategic }) => strategic),
  column({ en: 'Top 500', 'zh-CN': '500强' }, ({ top500 }) => top500),
  column({ en: 'Blacklisted', 'zh-CN': '黑名单' }, ({ blacklisted }) => blacklisted),
  column({ en: 'Blacklist reason', 'zh-CN': '黑名单原因' }, ({ blacklistReason }) => blacklistReason),
  column({ en: 'Owner', 'zh-CN': '客户经理' }, ({ ownerId, ownerName }) => ownerId ?? ownerName),
  column({ en: 'Org unit', 'zh-CN': '组织单元' }, ({ orgUnitId }) => orgUnitId),
  column({ en: 'Grid', 'zh-CN': '网格' }, ({ gridId }) => gridId),
  column({ en: 'Parent', 'zh-CN': '上级客户' }, ({ parentId }) => parentId),
  column({ en: 'Source', 'zh-CN': '来源' }, ({ source }) => source),
  column({ en: 'Created', 'zh-CN': '创建时间' }, ({ createdAt }) => createdAt),
  column({ en: 'Id', 'zh-CN': '编号' }, ({ id }) => id),
];

/** Yuan with two decimals. */
function yuan(fen: number | undefined): string | null {
  return fen === undefined ? null : `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
}
