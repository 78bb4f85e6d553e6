import { grants, holdings, isNamed, type Scoped, within } from '@keyline/auth';
import { actingStatement, peopleStatement, type Watched } from '@keyline/cases';
import type { CaseState, Definition, ProcessRecord } from '@keyline/process';
import { accounts, cases, processes } from '@keyline/schema';
import { asBoolean, columns, type Subject, statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';
import { type CaseRow, ownFields, viewCase } from '../views.ts';

export const caseSubject: Subject<typeof cases> = {
  type: 'case',
  table: cases,
  accountOf: (row) => row.accountId,
  logged(row) {
    const { approval: _, ...fields } = ownFields(viewCase(row));
    return fields;
  },
};

const caseNamed = { subjectType: 'case', id: cases.id };

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

/** How the limits of a case are watched. */
export function watchedCase({ id, accountId }: Pick<CaseRow, 'id' | 'accountId'>): Watched {
  return { worker: 'accounts', subject: { type: 'case', id }, accountId };
}

/** The definition by which a case runs. */
export const definitionOfCase = statement({
  values: ['id'],
  row: { definition: processes.definition },
  sql: sql`SELECT p.definition AS "definition" FROM ${cases} c CROSS JOIN ${processes} p ON p.tenant_id = ${tenant} AND p.id = c.process_id WHERE c.tenant_id = ${tenant} AND c.id = ${value('id')}`,
});

/** The people around a case, and around a case that an account is to get. */
export const peopleOfCase = peopleStatement(
  sql`SELECT c.org_unit_id, p.roles FROM ${cases} c CROSS JOIN ${processes} p ON p.tenant_id = ${tenant} AND p.id = c.process_id WHERE c.tenant_id = ${tenant} AND c.id = ${value('id')}`,
  ['id'],
);
export const peopleOfNewCase = peopleStatement(
  sql`SELECT a.org_unit_id, p.roles FROM ${accounts} a CROSS JOIN ${processes} p ON p.tenant_id = ${tenant} AND p.key = ${value('key')} AND p.state = 'published' WHERE a.tenant_id = ${tenant} AND a.id = ${value('accountId')}`,
  ['accountId', 'key'],
);

/** As whom the caller acts in a case. */
export const actingInCase = actingStatement(
  sql`SELECT p.permissions FROM ${cases} c CROSS JOIN ${processes} p ON p.tenant_id = ${tenant} AND p.id = c.process_id WHERE c.tenant_id = ${tenant} AND c.id = ${value('id')}`,
  ['id'],
);

/** A case as its process knows it. */
export function recordOf({
  ownerId,
  createdBy,
  amount,
  entered,
}: Pick<CaseRow, 'ownerId' | 'createdBy' | 'amount' | 'entered'>): ProcessRecord {
  const scalars = Object.entries(entered).filter(([, given]) => typeof given !== 'object');
  return {
    ownerId,
    creatorId: createdBy.startsWith('usr_') ? createdBy : null,
    fields: { ...(Object.fromEntries(scalars) as ProcessRecord['fields']), amount },
  };
}

/** What moves: the definition and the state of a case, as they were stored. */
export function runningOf(
  row: Pick<CaseRow, 'processState'>,
  loaded: { readonly definition: unknown } | undefined,
) {
  return { definition: loaded?.definition as Definition, state: row.processState as CaseState };
}
