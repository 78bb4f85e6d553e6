import { standingView, viewStanding } from '@keyline/cases';
import { fen, idField, lineField, moneyField } from '@keyline/kernel';
import type { cases } from '@keyline/schema';
import type { RecordState } from '@keyline/store';
import * as v from 'valibot';
import { creatorField, record, stamps } from './record.ts';

export const caseTitleField = lineField(200, '双路由专线价格审批');

export const caseView = v.pipe(
  v.strictObject({
    id: idField('case'),
    ...record,
    createdBy: creatorField,
    accountId: idField('account'),
    title: caseTitleField,
    amount: v.nullable(moneyField),
    ownerId: v.nullable(idField('user')),
    orgUnitId: v.nullable(idField('org_unit')),
    form: v.pipe(v.record(v.string(), v.unknown()), v.metadata({ examples: [{ reason: '客户要求' }] })),
    result: v.pipe(
      v.nullable(v.record(v.string(), v.unknown())),
      v.description('What was entered with the action that ended it; null while it is open.'),
      v.metadata({ examples: [null] }),
    ),
    ...standingView,
  }),
  v.metadata({ ref: 'Case' }),
);

export type CaseRow = RecordState<typeof cases>;

export function viewCase(row: CaseRow) {
  return {
    id: row.id,
    ...stamps(row),
    createdBy: row.createdBy,
    accountId: row.accountId,
    title: row.title,
    amount: row.amount === null ? null : fen(row.amount),
    ownerId: row.ownerId,
    orgUnitId: row.orgUnitId,
    form: row.entered,
    result: row.result,
    ...viewStanding(row),
  };
}
