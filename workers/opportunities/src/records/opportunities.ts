import { grants, holdings, isNamed, type Scoped, within } from '@keyline/auth';
import { type Moving, processStatements } from '@keyline/cases';
import { ownFields } from '@keyline/http';
import { type Settings, settingsDefaults } from '@keyline/kernel';
import type { ProcessRecord } from '@keyline/process';
import { accounts, leads, opportunities } from '@keyline/schema';
import {
  asBoolean,
  asText,
  columns,
  first,
  type Loaded,
  must,
  type Subject,
  statement,
  tenant,
  tenantSettings,
  value,
} from '@keyline/store';
import { type SQL, sql } from 'drizzle-orm';
import { type OpportunityRow, viewOpportunity } from '../views.ts';
import { offeredTo } from './auctions.ts';

export const opportunitySubject: Subject<typeof opportunities> = {
  type: 'opportunity',
  table: opportunities,
  accountOf: (row) => row.accountId,
  logged(row) {
    const { approval: _, ...fields } = ownFields(viewOpportunity(row));
    return { ...fields, auction: row.auction };
  },
};

export const opportunityNamed = { subjectType: 'opportunity', id: opportunities.id };

/** How opportunities fall into scopes. A partner sees nothing of the inside: its leads tell it the state. */
export const opportunityScoped: Scoped = {
  owner: opportunities.ownerId,
  creator: opportunities.createdBy,
  unit: opportunities.orgUnitId,
  account: opportunities.accountId,
  named: opportunityNamed,
};

export const opportunityRow = {
  id: opportunities.id,
  version: opportunities.version,
  createdAt: opportunities.createdAt,
  updatedAt: opportunities.updatedAt,
  createdBy: opportunities.createdBy,
  accountId: opportunities.accountId,
  type: opportunities.type,
  category: opportunities.category,
  title: opportunities.title,
  fields: opportunities.fields,
  oneOff: opportunities.oneOff,
  monthly: opportunities.monthly,
  termMonths: opportunities.termMonths,
  amount: opportunities.amount,
  probability: opportunities.probability,
  expectedCloseOn: opportunities.expectedCloseOn,
  ownerId: opportunities.ownerId,
  orgUnitId: opportunities.orgUnitId,
  leadId: opportunities.leadId,
  partnerId: opportunities.partnerId,
  externalId: opportunities.externalId,
  competitor: opportunities.competitor,
  loss: opportunities.loss,
  survey: opportunities.survey,
  auction: opportunities.auction,
  processId: opportunities.processId,
  processKey: opportunities.processKey,
  processVersion: opportunities.processVersion,
  stage: opportunities.stage,
  stageSince: opportunities.stageSince,
  dueAt: opportunities.dueAt,
  outcome: opportunities.outcome,
  processState: opportunities.processState,
};

const seenRow = { ...opportunityRow, permitted: asBoolean, isWhole: asBoolean };

const inScope = (permission: string) => within(permission, 'a', opportunityScoped);
const named = (permission: string) => isNamed(permission, 'a', opportunityNamed);

function seen(permission: string, permitted: SQL, further = sql`0`) {
  return sql`WITH ${grants('opportunities.read', permission)}, ${holdings()} SELECT ${columns(opportunityRow, 'a')}, ${permitted} AS "permitted", ${inScope('opportunities.read')} AS "isWhole" FROM ${opportunities} a WHERE a.tenant_id = ${tenant} AND a.id = ${value('id')} AND (${inScope('opportunities.read')} OR ${named('opportunities.read')} OR ${further})`;
}

/**
 * One opportunity that the caller sees, or of which something open shows him the public part (`isWhole` is false then);
 * with whether the permission reaches it.
 */
export function visibleOpportunity(permission: string, reach: 'also named' | 'in scope' = 'also named') {
  const permitted = reach === 'in scope' ? inScope(permission) : either(permission);
  return statement({ values: ['id'], row: seenRow, sql: seen(permission, permitted) });
}

function either(permission: string): SQL {
  return sql`(${inScope(permission)} OR ${named(permission)})`;
}

/**
 * The same for an action. Who claims what was offered to him and is gone is told so: it is no secret to him, and he may
 * only have been slower than others.
 */
const gone = sql`(${value('action')} = 'claim' AND a.auction IS NOT NULL AND EXISTS (SELECT 1 FROM g WHERE +g.permission = 'opportunities.act') AND ${offeredTo})`;

export const opportunityToMove = statement({
  values: ['id', 'action'],
  row: seenRow,
  sql: seen('opportunities.act', sql`(${either('opportunities.act')} OR ${gone})`, gone),
});

/** One opportunity, whoever looks: for what events and time do to it. */
export const opportunityById = statement({
  values: ['id'],
  row: opportunityRow,
  sql: sql`SELECT ${columns(opportunityRow, 'a')} FROM ${opportunities} a WHERE a.tenant_id = ${tenant} AND a.id = ${value('id')}`,
});

/** At the commit: an opportunity is neither signed nor ended, so that a lead can join it. */
export const mustBeJoinable = must(
  ['opportunityId'],
  sql`SELECT a.outcome IS NULL AND a.stage <> 'signed' FROM ${opportunities} a WHERE a.tenant_id = ${tenant} AND a.id = ${value('opportunityId')}`,
);

/** Opportunities by their ids, a JSON list. */
export const opportunitiesByIds = statement({
  values: ['ids'],
  row: opportunityRow,
  sql: sql`SELECT ${columns(opportunityRow, 'a')} FROM json_each(${value('ids')}) j CROSS JOIN ${opportunities} a ON a.tenant_id = ${tenant} AND a.id = j.value`,
});

export const opportunityByExternalId = statement({
  values: ['externalId'],
  row: { id: opportunities.id },
  sql: sql`SELECT a.id AS "id" FROM ${opportunities} a WHERE a.tenant_id = ${tenant} AND a.external_id = ${value('externalId')}`,
});

/** Whose the account of an opportunity is, and who brought the lead from which it comes. */
const groundOfOpportunity = statement({
  values: ['id'],
  row: { accountOwnerId: accounts.ownerId, broughtBy: asText },
  sql: sql`SELECT c.owner_id AS "accountOwnerId", l.created_by AS "broughtBy" FROM ${opportunities} a LEFT JOIN ${accounts} c ON c.tenant_id = ${tenant} AND c.id = a.account_id LEFT JOIN ${leads} l ON l.tenant_id = ${tenant} AND l.id = a.lead_id WHERE a.tenant_id = ${tenant} AND a.id = ${value('id')}`,
});

/** What an opportunity needs around it to move, beside what every record does: a part of the load of what moves one. */
export function groundLoads(id: string) {
  return { ground: first(groundOfOpportunity.bind({ id })), settings: first(tenantSettings.bind({})) };
}

/** How accounts fall into scopes, for who names one. */
export const accountScoped: Scoped = {
  owner: accounts.ownerId,
  creator: accounts.createdBy,
  unit: accounts.orgUnitId,
  account: accounts.id,
};

/** An account that the caller sees, for a new opportunity. */
export const accountOfNew = statement({
  values: ['id'],
  row: { id: accounts.id, ownerId: accounts.ownerId, orgUnitId: accounts.orgUnitId },
  sql: sql`WITH ${grants('accounts.read')} SELECT a.id AS "id", a.owner_id AS "ownerId", a.org_unit_id AS "orgUnitId" FROM ${accounts} a WHERE a.tenant_id = ${tenant} AND a.id = ${value('id')} AND ${within('accounts.read', 'a', accountScoped)}`,
});

/** What the process is told of an opportunity beside its own columns. */
export interface Ground {
  readonly accountOwnerId: string | null;
  /** Who brought the lead from which it comes. */
  readonly broughtBy: string | null;
}

const nobody: Ground = { accountOwnerId: null, broughtBy: null };

/** How opportunities move, as `groundLoads` found what stands around one. Limits by themselves need nothing of it. */
export function opportunityMoving({
  ground = nobody,
  settings,
}: Partial<Loaded<ReturnType<typeof groundLoads>>> = {}): Moving<typeof opportunities> {
  return {
    worker: 'opportunities',
    subject: opportunitySubject,
    statements: opportunityStatements,
    warnPercent: warnPercentOf(settings),
    about: ({ title }) => title,
    record: (row) => opportunityRecord(row, ground),
  };
}

/** The share of a limit after which its actor is warned, where the stage says nothing. */
export function warnPercentOf(of: { readonly settings: Settings } | undefined): number {
  return (of?.settings ?? settingsDefaults).opportunities.dueWarningPercent;
}

export const opportunityStatements = processStatements(opportunities, { category: opportunities.category });

/** An opportunity as its process knows it. */
export function opportunityRecord(
  row: Pick<OpportunityRow, 'ownerId' | 'createdBy' | 'leadId' | 'amount' | 'type' | 'category'>,
  { accountOwnerId, broughtBy }: Ground,
): ProcessRecord {
  const { ownerId, createdBy, leadId, amount, type, category } = row;
  const creatorId = userOf(createdBy);
  const ownAccount = creatorId !== null && creatorId === accountOwnerId;
  // Whoever accepts a lead does not draft what it becomes: that is who brought it.
  const drafterId = leadId === null ? creatorId : userOf(broughtBy);
  return { ownerId, creatorId, drafterId, fields: { amount, type, category, ownAccount } };
}

/** A person, where it is one: not a key, nor the system. */
function userOf(principalId: string | null): string | null {
  return principalId?.startsWith('usr_') ? principalId : null;
}

/** What an event tells of an opportunity to whoever goes on from there. */
export function factsOf(
  row: Pick<
    OpportunityRow,
    'accountId' | 'category' | 'amount' | 'ownerId' | 'orgUnitId' | 'partnerId' | 'leadId'
  >,
) {
  const { accountId, category, amount, ownerId, orgUnitId, partnerId, leadId } = row;
  return { accountId, category, amount, ownerId, orgUnitId, partnerId, leadId };
}
