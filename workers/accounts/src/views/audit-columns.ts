import type { CsvColumn } from '@keyline/http';
import type { Text } from '@keyline/kernel';
import type { AuditEntry } from './audit-entry.ts';

function column(heading: Text, value: CsvColumn<AuditEntry>['value']): CsvColumn<AuditEntry> {
  return { heading, value };
}

/** An object with nothing in it says as much as an empty cell. */
function filled(given: Readonly<Record<string, unknown>> | null): object | null {
  return given === null || Object.keys(given).length === 0 ? null : given;
}

/** The audit as a file: one line per entry; changes and facts as JSON. */
export const auditColumns: readonly CsvColumn<AuditEntry>[] = [
  column({ en: 'Time (UTC)', 'zh-CN': '时间（UTC）' }, (entry) => entry.occurredAt),
  column({ en: 'Event', 'zh-CN': '事件' }, (entry) => entry.summary),
  column({ en: 'Type', 'zh-CN': '类型' }, (entry) => entry.type),
  column({ en: 'Actor', 'zh-CN': '操作人' }, (entry) => entry.actor.name),
  column({ en: 'Actor type', 'zh-CN': '操作人类型' }, (entry) => entry.actor.type),
  column({ en: 'Actor id', 'zh-CN': '操作人编号' }, (entry) => entry.actor.id),
  column({ en: 'Subject type', 'zh-CN': '对象类型' }, (entry) => entry.subject.type),
  column({ en: 'Subject id', 'zh-CN': '对象编号' }, (entry) => entry.subject.id),
  column({ en: 'Version', 'zh-CN': '版本' }, (entry) => entry.version),
  column({ en: 'Account id', 'zh-CN': '客户编号' }, (entry) => entry.accountId),
  column({ en: 'Address', 'zh-CN': '地址' }, (entry) => entry.address),
  column({ en: 'Software', 'zh-CN': '客户端' }, (entry) => entry.userAgent),
  column({ en: 'Session id', 'zh-CN': '会话编号' }, (entry) => entry.sessionId),
  column({ en: 'Request id', 'zh-CN': '请求编号' }, (entry) => entry.requestId),
  column({ en: 'Changes', 'zh-CN': '变更内容' }, (entry) => filled(entry.changes)),
  column({ en: 'Private fields changed', 'zh-CN': '变更的隐私字段' }, (entry) =>
    entry.privateChanges.join(' '),
  ),
  column({ en: 'Private values', 'zh-CN': '隐私字段内容' }, (entry) => filled(entry.privateValues)),
  column({ en: 'Facts', 'zh-CN': '其他信息' }, (entry) => filled(entry.facts)),
  column({ en: 'Entry id', 'zh-CN': '记录编号' }, (entry) => entry.id),
];
