import { fen, idField, instantField, lineField, moneyField, textField, toInstant } from '@keyline/kernel';
import type { accounts } from '@keyline/schema';
import type { RecordState } from '@keyline/store';
import * as v from 'valibot';
import * as fields from '../domain/fields.ts';
import { creatorField, record, stamps } from './record.ts';

/** What of an account is shown to whom an open task, approval or eligibility names, and who sees it for nothing else. */
export const publicAccountView = v.pipe(
  v.strictObject({
    id: idField('account'),
    createdAt: instantField,
    name: fields.nameField,
    kind: fields.kindField,
    ownerName: v.nullable(lineField(100, '王磊')),
    orgUnitId: v.nullable(idField('org_unit')),
    orgUnitName: v.nullable(lineField(100, '高新分公司')),
    publicPart: v.pipe(v.literal(true), v.description('The rest of the account is not for this caller.')),
  }),
  v.metadata({ ref: 'PublicAccount' }),
);

interface PublicAccountRow extends Pick<AccountRow, 'id' | 'createdAt' | 'name' | 'kind' | 'orgUnitId'> {
  readonly ownerName: string | null;
  readonly orgUnitName: string | null;
}

export function viewPublicAccount(row: PublicAccountRow) {
  return {
    id: row.id,
    createdAt: toInstant(row.createdAt),
    name: row.name,
    kind: row.kind,
    ownerName: row.ownerName,
    orgUnitId: row.orgUnitId,
    orgUnitName: row.orgUnitName,
    publicPart: true,
  };
}

type AccountRow = RecordState<typeof accounts>;

export const accountView = v.pipe(
  v.strictObject({
    id: idField('account'),
    ...record,
    createdBy: creatorField,
    name: fields.nameField,
    nameEn: v.nullable(fields.nameEnField),
    shortNames: fields.shortNamesField,
    kind: fields.kindField,
    industry: v.nullable(lineField(60, 'government_services')),
    creditCode: v.nullable(fields.creditCodeField),
    presence: fields.presenceField,
    ownerId: v.nullable(idField('user')),
    orgUnitId: v.nullable(idField('org_unit')),
    gridId: v.nullable(idField('org_unit')),
    parentId: v.nullable(idField('account')),
    responsibleUnitId: v.nullable(idField('org_unit')),
    responsibleLevel: v.nullable(fields.levelField),
    grade: fields.gradeField,
    strategic: v.boolean(),
    top500: v.boolean(),
    blacklisted: v.boolean(),
    blacklistReason: v.nullable(textField(1000, '恶意欠费')),
    monthlySpend: v.nullable(moneyField),
    source: v.nullable(lineField(60, 'import')),
    externalId: v.nullable(fields.externalIdField),
    state: fields.stateField,
  }),
  v.metadata({ ref: 'Account' }),
);

export function viewAccount(row: Omit<AccountRow, 'nameKey' | 'searchText'>) {
  return {
    id: row.id,
    ...stamps(row),
    createdBy: row.createdBy,
    name: row.name,
    nameEn: row.nameEn,
    shortNames: row.shortNames,
    kind: row.kind,
    industry: row.industry,
    creditCode: row.creditCode,
    presence: row.presence,
    ownerId: row.ownerId,
    orgUnitId: row.orgUnitId,
    gridId: row.gridId,
    parentId: row.parentId,
    responsibleUnitId: row.responsibleUnitId,
    responsibleLevel: row.responsibleLevel,
    grade: row.grade,
    strategic: row.strategic,
    top500: row.top500,
    blacklisted: row.blacklisted,
    blacklistReason: row.blacklistReason,
    monthlySpend: row.monthlySpend === null ? null : fen(row.monthlySpend),
    source: row.source,
    externalId: row.externalId,
    state: row.state,
  };
}
