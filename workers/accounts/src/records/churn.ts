import {
  accounts,
  churnRuns,
  churnScores,
  contracts,
  interactions,
  opportunities,
  tickets,
} from '@keyline/schema';
import { asNumber, must, statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';

const asNumberOrNull = (raw: unknown) => (raw === null ? null : asNumber(raw));

/** How far the tenant's scoring has come. */
export const churnRun = statement({
  row: { dueAt: churnRuns.dueAt, cursor: churnRuns.cursor },
  sql: sql`SELECT r.due_at AS "dueAt", r.cursor AS "cursor" FROM ${churnRuns} r WHERE r.tenant_id = ${tenant}`,
});

const lastContact = sql`(SELECT max(i.held_at) FROM ${interactions} i WHERE i.tenant_id = ${tenant} AND i.account_id = a.id AND i.held_at <= ${value('now')})`;

const quarter = sql`(${value('now')} - 7776000000)`;
const halfYear = sql`(${value('now')} - 15552000000)`;

/** Of a table with this alias: what belongs to the account. */
function ofAccount(alias: string) {
  const name = sql.raw(alias);
  return sql`${name}.tenant_id = ${tenant} AND ${name}.account_id = a.id`;
}

const competing = sql`(SELECT count(*) FROM ${opportunities} o WHERE ${ofAccount('o')} AND o.type = 'competitor' AND o.outcome IS NULL)`;
const lost = sql`(SELECT count(*) FROM ${opportunities} o WHERE ${ofAccount('o')} AND o.outcome = 'lost' AND o.loss ->> 'reasonCode' = 'competitor' AND o.stage_since >= ${halfYear})`;
const complaints = sql`(SELECT count(*) FROM ${tickets} k WHERE ${ofAccount('k')} AND k.kind = 'complaint' AND k.created_at >= ${quarter})`;
/** A clock that runs is noted as it stood when something happened last: it may have passed its due time since. */
const breachedAt = sql`coalesce(c.value ->> 'breachedAt', CASE c.value ->> 'state' WHEN 'running' THEN c.value ->> 'dueAt' END)`;
const breaches = sql`(SELECT count(*) FROM ${tickets} k CROSS JOIN json_each(k.clocks) c WHERE ${ofAccount('k')} AND k.created_at >= ${halfYear} AND ${breachedAt} BETWEEN ${quarter} AND ${value('now')})`;
const contractEnd = sql`(SELECT max(n.end_on) FROM ${contracts} n WHERE ${ofAccount('n')} AND n.stage = 'effective')`;

/** The next accounts of the scoring that is under way, with everything that the scorecard looks at. */
export const churnPage = statement({
  values: ['now', 'limit'],
  row: {
    id: accounts.id,
    name: accounts.name,
    presence: accounts.presence,
    ownerId: accounts.ownerId,
    orgUnitId: accounts.orgUnitId,
    monthlySpend: accounts.monthlySpend,
    createdAt: accounts.createdAt,
    band: churnScores.band,
    spends: churnScores.spends,
    lastContactAt: asNumberOrNull,
    competing: asNumber,
    lost: asNumber,
    complaints: asNumber,
    breaches: asNumber,
    contractEndsOn: contracts.endOn,
  },
  sql: sql`SELECT a.id AS "id", a.name AS "name", a.presence AS "presence", a.owner_id AS "ownerId", a.org_unit_id AS "orgUnitId", a.monthly_spend AS "monthlySpend", a.created_at AS "createdAt", coalesce(s.band, 'none') AS "band", coalesce(s.spends, '[]') AS "spends", ${lastContact} AS "lastContactAt", ${competing} AS "competing", ${lost} AS "lost", ${complaints} AS "complaints", ${breaches} AS "breaches", ${contractEnd} AS "contractEndsOn" FROM ${churnRuns} r CROSS JOIN ${accounts} a ON a.tenant_id = ${tenant} AND a.id > r.cursor LEFT JOIN ${churnScores} s ON s.tenant_id = ${tenant} AND s.account_id = a.id WHERE r.tenant_id = ${tenant} ORDER BY a.id LIMIT ${value('limit')}`,
});

export type ChurnAccount = ReturnType<typeof churnPage.decode>;

/** At the commit: nobody else has scored these accounts meanwhile. */
export const mustStandAt = must(
  ['cursor', 'dueAt'],
  sql`SELECT r.cursor = ${value('cursor')} AND r.due_at = ${value('dueAt')} FROM ${churnRuns} r WHERE r.tenant_id = ${tenant}`,
);

/** Keeps the scores of a page: a JSON list of rows. */
export const keepScores = statement({
  values: ['rows', 'scoredOn'],
  sql: sql`INSERT INTO ${churnScores} (tenant_id, account_id, score, band, reasons, spends, scored_on) SELECT ${tenant}, j.value ->> 'id', j.value ->> 'score', j.value ->> 'band', j.value -> 'reasons', j.value -> 'spends', ${value('scoredOn')} FROM json_each(${value('rows')}) j WHERE true ON CONFLICT (tenant_id, account_id) DO UPDATE SET score = excluded.score, band = excluded.band, reasons = excluded.reasons, spends = excluded.spends, scored_on = excluded.scored_on`,
});

/** Moves the scoring on, or lets it wait for the next night from the beginning. */
export const moveRun = statement({
  values: ['cursor', 'dueAt'],
  sql: sql`UPDATE ${churnRuns} SET cursor = ${value('cursor')}, due_at = ${value('dueAt')} WHERE tenant_id = ${tenant}`,
});

/** The latest score of an account. */
export const scoreOfAccount = statement({
  values: ['id'],
  row: {
    score: churnScores.score,
    band: churnScores.band,
    reasons: churnScores.reasons,
    scoredOn: churnScores.scoredOn,
  },
  sql: sql`SELECT s.score AS "score", s.band AS "band", s.reasons AS "reasons", s.scored_on AS "scoredOn" FROM ${churnScores} s WHERE s.tenant_id = ${tenant} AND s.account_id = ${value('id')}`,
});
