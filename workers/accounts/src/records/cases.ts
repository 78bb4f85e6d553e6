import { grants, holdings, isNamed, type Scoped, within } from '@keyline/auth';
import { type Moving, processStatements } from '@keyline/cases';
import type { ProcessRecord } from '@keyline/process';
import { cases } from '@keyline/schema';
import { asBoolean, columns, type Subject, statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';
import { type CaseRow, viewCase } from '../views/case.ts';
import { ownFields } from '../views.ts';

export const caseSubject: Subject<typeof cases> = {
  type: 'case',
  table: cases,
  accountOf: (row) => row.accountId,
  logged(row) {
    const { approval: _, ...fields } = ownFields(viewCase(row));
    return fields;
  },
};

/** How open work names cases. */
export const caseNamed = { subjectType: 'case', id: cases.id };

/** How cases fall into scopes. */
export const caseScoped: Scoped = {
  owner: cases.ownerId,
  creator: cases.createdBy,
  unit: cases.orgUnitId,
  account: cases.accountId,
  named: caseNamed,
};

export const caseRow = {
  id: cases.id,
  version: cases.version,
  createdAt: cases.createdAt,
  updatedAt: cases.updatedAt,
  createdBy: cases.createdBy,
  accountId: cases.accountId,
  title: cases.title,
  amount: cases.amount,
  ownerId: cases.ownerId,
  orgUnitId: cases.orgUnitId,
  entered: cases.entered,
  result: cases.result,
  processId: cases.processId,
  processKey: cases.processKey,
  processVersion: cases.processVersion,
  stage: cases.stage,
  stageSince: cases.stageSince,
  dueAt: cases.dueAt,
  outcome: cases.outcome,
  processState: cases.processState,
};

/** One case that the caller sees, or that open work names to him; with whether the permission reaches it. */
export function visibleCase(permission: string) {
  const seen = sql`(${within('cases.read', 'a', caseScoped)} OR ${isNamed('cases.read', 'a', caseNamed)})`;
  const permitted = sql`(${within(permission, 'a', caseScoped)} OR ${isNamed(permission, 'a', caseNamed)})`;
  return statement({
    values: ['id'],
    row: { ...caseRow, permitted: asBoolean },
    sql: sql`WITH ${grants('cases.read', permission)}, ${holdings()} SELECT ${columns(caseRow, 'a')}, ${permitted} AS "permitted" FROM ${cases} a WHERE a.tenant_id = ${tenant} AND a.id = ${value('id')} AND ${seen}`,
  });
}

/** One case, whoever looks: for what time does to it. */
export const caseById = statement({
  values: ['id'],
  row: caseRow,
  sql: sql`SELECT ${columns(caseRow, 'a')} FROM ${cases} a WHERE a.tenant_id = ${tenant} AND a.id = ${value('id')}`,
});

/** Cases by a JSON list of ids, whoever looks. */
export const casesByIds = statement({
  values: ['ids'],
  row: caseRow,
  sql: sql`SELECT ${columns(caseRow, 'a')} FROM json_each(${value('ids')}) j CROSS JOIN ${cases} a ON a.tenant_id = ${tenant} AND a.id = j.value`,
});

/** How cases move. */
export const caseMoving: Moving<typeof cases> = {
  worker: 'accounts',
  subject: caseSubject,
  statements: processStatements(cases),
  about: ({ title }) => title,
  record: caseRecord,
};

/** A case as its process knows it. */
export function caseRecord({
  ownerId,
  createdBy,
  amount,
  entered,
}: Pick<CaseRow, 'ownerId' | 'createdBy' | 'amount' | 'entered'>): ProcessRecord {
  const creatorId = createdBy.startsWith('usr_') ? createdBy : null;
  return { ownerId, creatorId, fields: { ...scalarsOf(entered), amount } };
}

function scalarsOf(entered: CaseRow['entered']) {
  const scalars = Object.entries(entered).filter(([, given]) => typeof given !== 'object');
  return Object.fromEntries(scalars) as ProcessRecord['fields'];
}
