import { grants, holdings, isNamed, type Scoped, within } from '@keyline/auth';
import { type Moving, processStatements } from '@keyline/cases';
import type { ProcessRecord } from '@keyline/process';
import { leads, opportunities, orgUnits, principals, users } from '@keyline/schema';
import {
  asBoolean,
  asText,
  columns,
  principal,
  readLogged,
  type Subject,
  statement,
  tenant,
  value,
} from '@keyline/store';
import { type SQL, sql } from 'drizzle-orm';
import { type LeadRow, loggedLead } from '../views/leads.ts';

/** The process by which leads run. */
export const leadProcess = 'lead.standard';

export const leadSubject: Subject<typeof leads> = {
  type: 'lead',
  table: leads,
  accountOf: (row) => row.accountId,
  logged: loggedLead,
};

export const leadNamed = { subjectType: 'lead', id: leads.id };

/** How leads fall into scopes: a partner sees those that it brought. */
export const leadScoped: Scoped = {
  creator: leads.createdBy,
  unit: leads.orgUnitId,
  account: leads.accountId,
  partner: leads.partnerId,
  named: leadNamed,
};

export const leadRow = {
  id: leads.id,
  version: leads.version,
  createdAt: leads.createdAt,
  updatedAt: leads.updatedAt,
  createdBy: leads.createdBy,
  partnerId: leads.partnerId,
  source: leads.source,
  accountId: leads.accountId,
  accountName: leads.accountName,
  nameKey: leads.nameKey,
  category: leads.category,
  title: leads.title,
  description: leads.description,
  contactName: leads.contactName,
  contactPhone: leads.contactPhone,
  externalId: leads.externalId,
  orgUnitId: leads.orgUnitId,
  question: leads.question,
  answer: leads.answer,
  reason: leads.reason,
  duplicateOf: leads.duplicateOf,
  duplicateSince: leads.duplicateSince,
  opportunityId: leads.opportunityId,
  dealOutcome: leads.dealOutcome,
  protectedUntil: leads.protectedUntil,
  expiresAt: leads.expiresAt,
  processId: leads.processId,
  processKey: leads.processKey,
  processVersion: leads.processVersion,
  stage: leads.stage,
  stageSince: leads.stageSince,
  dueAt: leads.dueAt,
  outcome: leads.outcome,
  processState: leads.processState,
};

/** What is looked up beside a lead under alias `a`. */
export const besideLead = {
  privateReadable: asBoolean,
  readByRight: asBoolean,
  duplicateOwner: asText,
  duplicateUnit: asText,
};

const isOwn = sql`(a.created_by = ${principal} OR coalesce(a.partner_id = (SELECT pp.partner_id FROM ${principals} pp WHERE pp.tenant_id = ${tenant} AND pp.id = ${principal}), 0))`;
const ofRival = sql`FROM ${opportunities} ro`;
const isRival = sql`ro.tenant_id = ${tenant} AND ro.id = a.duplicate_of`;

/** The number to call is for who may read such, of which `from` has the grants, and for those from whom it comes. */
export function besideLeadSql(from: 'g' | 'beside'): SQL {
  const byRight = within('contacts.read_private', 'a', leadScoped, from);
  return sql`(${byRight} OR ${isOwn}) AS "privateReadable", ${byRight} AS "readByRight", ${rivalSql}`;
}

const rivalSql = sql`(SELECT ru.name ${ofRival} CROSS JOIN ${users} ru ON ru.tenant_id = ${tenant} AND ru.id = ro.owner_id WHERE ${isRival}) AS "duplicateOwner", (SELECT rt.name ${ofRival} CROSS JOIN ${orgUnits} rt ON rt.tenant_id = ${tenant} AND rt.id = ro.org_unit_id WHERE ${isRival}) AS "duplicateUnit"`;

const seenRow = { ...leadRow, ...besideLead, permitted: asBoolean };

/** One lead that the caller sees, or that open work names to him; with whether the permission reaches it. */
export function visibleLead(permission: string) {
  return statement({ values: ['id'], row: seenRow, sql: seenLead(permission, sql``) });
}

/** The same with whether the log tells already that the caller has read its contact's number in this hour. */
export function visibleLeadToRead(permission: string) {
  const row = { ...seenRow, readLogged: asBoolean };
  return statement({ values: ['id', 'hour'], row, sql: seenLead(permission, sql`, ${readLogged('a')}`) });
}

function seenLead(permission: string, computed: SQL): SQL {
  const reached = (name: string) =>
    sql`(${within(name, 'a', leadScoped)} OR ${isNamed(name, 'a', leadNamed)})`;
  return sql`WITH ${grants('leads.read', permission, 'contacts.read_private')}, ${holdings()} SELECT ${columns(leadRow, 'a')}, ${besideLeadSql('g')}, ${reached(permission)} AS "permitted"${computed} FROM ${leads} a WHERE a.tenant_id = ${tenant} AND a.id = ${value('id')} AND ${reached('leads.read')}`;
}

/** The row of a lead that was seen, without what was looked up beside it. */
export function rowOf({
  permitted: _,
  privateReadable: __,
  readByRight: ___,
  duplicateOwner: ____,
  duplicateUnit: _____,
  ...row
}: LeadRow & {
  readonly permitted?: boolean;
  readonly privateReadable: boolean;
  readonly readByRight?: boolean;
  readonly duplicateOwner: string | null;
  readonly duplicateUnit: string | null;
}): LeadRow {
  return row;
}

/** One lead, whoever looks: for what events and time do to it. */
export const leadById = statement({
  values: ['id'],
  row: leadRow,
  sql: sql`SELECT ${columns(leadRow, 'a')} FROM ${leads} a WHERE a.tenant_id = ${tenant} AND a.id = ${value('id')}`,
});

/** Leads by their ids, a JSON list. */
export const leadsByIds = statement({
  values: ['ids'],
  row: leadRow,
  sql: sql`SELECT ${columns(leadRow, 'a')} FROM json_each(${value('ids')}) j CROSS JOIN ${leads} a ON a.tenant_id = ${tenant} AND a.id = j.value`,
});

/** More leads of one opportunity are not followed. */
const mostLeads = sql.raw('200');

/** The leads that became, or joined, an opportunity, each with how that stands now. */
export const leadsOfOpportunity = statement({
  values: ['opportunityId'],
  row: { ...leadRow, dealStage: opportunities.stage, dealEnd: opportunities.outcome },
  sql: sql`SELECT ${columns(leadRow, 'a')}, o.stage AS "dealStage", o.outcome AS "dealEnd" FROM ${leads} a INDEXED BY leads_by_opportunity CROSS JOIN ${opportunities} o ON o.tenant_id = ${tenant} AND o.id = a.opportunity_id WHERE a.tenant_id = ${tenant} AND a.opportunity_id = ${value('opportunityId')} LIMIT ${mostLeads}`,
});

/** How leads move. */
export const leadMoving: Moving<typeof leads> = {
  worker: 'opportunities',
  subject: leadSubject,
  statements: processStatements(leads),
  about: ({ title, accountName }) => `${title} · ${accountName}`,
  record: leadRecord,
};

/** A lead as its process knows it. */
export function leadRecord({ createdBy, category }: Pick<LeadRow, 'createdBy' | 'category'>): ProcessRecord {
  const creatorId = createdBy.startsWith('usr_') ? createdBy : null;
  return { ownerId: null, creatorId, fields: { category } };
}
