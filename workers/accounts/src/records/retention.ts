import { grants, holdings, isNamed, within } from '@keyline/auth';
import { accounts, cases, orgUnits, principals, users } from '@keyline/schema';
import { asNumber, asText, columns, must, statement, tenant, value } from '@keyline/store';
import { type SQL, sql } from 'drizzle-orm';
import { mostPeriod } from '../domain/retention.ts';
import { retentionProcess } from '../processes/retention-process.ts';
import { caseNamed, caseScoped } from './cases.ts';

const key = sql.raw(`'${retentionProcess}'`);

/** Of an account, under the alias `a`: cases of retention, those that are open or those that have ended. */
const ofAccount = (ended: SQL) =>
  sql`FROM ${cases} a INDEXED BY cases_of_account WHERE a.tenant_id = ${tenant} AND a.account_id = ${value('accountId')} AND a.process_key = ${key} AND a.outcome IS ${ended}`;

const open = ofAccount(sql`NULL`);

/** The retention case of an account that is open. */
export const openRetention = statement({
  values: ['accountId'],
  row: { id: cases.id },
  sql: sql`SELECT a.id AS "id" ${open} LIMIT 1`,
});

/** At the end of the commit: no more than one retention case of the account is open. */
export const mustBeItsOnlyRetention = must(['accountId'], sql`SELECT count(*) <= 1 ${open}`);

const mayAct = sql`EXISTS (SELECT 1 FROM ${users} u WHERE u.tenant_id = ${tenant} AND u.id = c.owner_id AND u.status = 'active') AND NOT EXISTS (SELECT 1 FROM ${principals} p WHERE p.tenant_id = ${tenant} AND p.id = c.owner_id AND p.partner_id IS NOT NULL)`;

/** The account that is to be kept, with its owner as long as he can act. */
export const accountToRetain = statement({
  values: ['accountId'],
  row: { id: accounts.id, name: accounts.name, ownerId: asText, orgUnitId: accounts.orgUnitId },
  sql: sql`SELECT c.id AS "id", c.name AS "name", CASE WHEN ${mayAct} THEN c.owner_id END AS "ownerId", c.org_unit_id AS "orgUnitId" FROM ${accounts} c WHERE c.tenant_id = ${tenant} AND c.id = ${value('accountId')}`,
});

const shown = {
  id: cases.id,
  stage: cases.stage,
  stageSince: cases.stageSince,
  createdAt: cases.createdAt,
  ownerId: cases.ownerId,
  dueAt: cases.dueAt,
  outcome: cases.outcome,
  result: cases.result,
};

export type ShownRetention = ReturnType<typeof visibleRetention.decode>;

const seen = sql`(${within('cases.read', 'a', caseScoped)} OR ${isNamed('cases.read', 'a', caseNamed)})`;

/** Of an account: its retention case that is open, if the caller may see it. */
export const visibleRetention = statement({
  values: ['accountId'],
  row: shown,
  sql: sql`WITH ${grants('cases.read')}, ${holdings()} SELECT ${columns(shown, 'a')} ${open} AND ${seen} LIMIT 1`,
});

/** The one that ended last, if the caller may see it. */
export const visibleOutcome = statement({
  values: ['accountId'],
  row: shown,
  sql: sql`WITH ${grants('cases.read')}, ${holdings()} SELECT ${columns(shown, 'a')} ${ofAccount(sql`NOT NULL`)} AND ${seen} ORDER BY a.stage_since DESC LIMIT 1`,
});

const inUnit = sql`(${value('orgUnitId')} = '' OR EXISTS (SELECT 1 FROM ${orgUnits} w CROSS JOIN ${orgUnits} o ON o.tenant_id = ${tenant} AND o.id = a.org_unit_id AND o.path >= w.path AND o.path < w.path || '~' WHERE w.tenant_id = ${tenant} AND w.id = ${value('orgUnitId')}))`;
const period = sql`a.stage_since >= ${value('from')} AND a.stage_since < min(${value('to')}, ${value('from')} + ${sql.raw(String(mostPeriod))})`;

/** How many retention cases that the caller sees ended in a period, and how many of them well; in a unit and below, or (an empty text) anywhere. */
export const retentionsEnded = statement({
  values: ['from', 'to', 'orgUnitId'],
  row: { ended: asNumber, retained: asNumber, lost: asNumber },
  sql: sql`WITH ${grants('cases.read')} SELECT count(*) AS "ended", count(*) FILTER (WHERE a.outcome = 'retained') AS "retained", count(*) FILTER (WHERE a.outcome = 'lost') AS "lost" FROM ${cases} a INDEXED BY cases_ended WHERE a.tenant_id = ${tenant} AND a.process_key = ${key} AND a.outcome IS NOT NULL AND ${period} AND ${inUnit} AND ${within('cases.read', 'a', caseScoped)}`,
});
