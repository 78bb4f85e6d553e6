import { grants, holdings, isNamed, type Scoped, within } from '@keyline/auth';
import { type Moving, peopleStatement, processStatements } from '@keyline/cases';
import { ownFields } from '@keyline/http';
import type { ProcessRecord } from '@keyline/process';
import { calendarVersions, tickets } from '@keyline/schema';
import {
  asBoolean,
  asText,
  columns,
  compiledCalendars,
  type Load,
  readLogged,
  type Subject,
  statement,
  type TenantCalendar,
  tenant,
  value,
} from '@keyline/store';
import { type SQL, sql } from 'drizzle-orm';
import { type TicketRow, viewFields } from '../views.ts';

export const ticketSubject: Subject<typeof tickets> = {
  type: 'ticket',
  table: tickets,
  accountOf: (row) => row.accountId,
  logged(row) {
    const { approval: _, caller: __, ...fields } = ownFields(viewFields(row, false));
    return { ...fields, callerName: row.callerName, callerPhone: row.callerPhone };
  },
};

const ticketNamed = { subjectType: 'ticket', id: tickets.id };

/** How tickets fall into scopes. */
export const ticketScoped: Scoped = {
  owner: tickets.ownerId,
  creator: tickets.createdBy,
  unit: tickets.orgUnitId,
  account: tickets.accountId,
  named: ticketNamed,
};

export const ticketRow = {
  id: tickets.id,
  version: tickets.version,
  createdAt: tickets.createdAt,
  updatedAt: tickets.updatedAt,
  createdBy: tickets.createdBy,
  number: tickets.number,
  kind: tickets.kind,
  channel: tickets.channel,
  title: tickets.title,
  description: tickets.description,
  accountId: tickets.accountId,
  callerName: tickets.callerName,
  callerPhone: tickets.callerPhone,
  contactId: tickets.contactId,
  impact: tickets.impact,
  urgency: tickets.urgency,
  priority: tickets.priority,
  grade: tickets.grade,
  category: tickets.category,
  ownerId: tickets.ownerId,
  backupId: tickets.backupId,
  orgUnitId: tickets.orgUnitId,
  blacklistReason: tickets.blacklistReason,
  resolution: tickets.resolution,
  resolvedAt: tickets.resolvedAt,
  closedAt: tickets.closedAt,
  linkedTicketId: tickets.linkedTicketId,
  continuedById: tickets.continuedById,
  satisfaction: tickets.satisfaction,
  followUpNote: tickets.followUpNote,
  followedUpAt: tickets.followedUpAt,
  processId: tickets.processId,
  processKey: tickets.processKey,
  processVersion: tickets.processVersion,
  stage: tickets.stage,
  stageSince: tickets.stageSince,
  dueAt: tickets.dueAt,
  outcome: tickets.outcome,
  processState: tickets.processState,
  policyId: tickets.policyId,
  policyVersion: tickets.policyVersion,
  targets: tickets.targets,
  warnings: tickets.warnings,
  calendarId: tickets.calendarId,
  calendarVersion: tickets.calendarVersion,
  slaEvents: tickets.slaEvents,
  clocks: tickets.clocks,
};

/** What is looked up beside a ticket under alias `a`. */
export const besideTicket = { privateReadable: asBoolean, linkVisible: asBoolean };

/** Whether the number of its caller is for the reader, and the ticket to which it is linked. */
export function besideTicketSql(from: 'g' | 'beside'): SQL {
  const linked = sql`EXISTS (SELECT 1 FROM ${tickets} l WHERE l.tenant_id = ${tenant} AND l.id = a.linked_ticket_id AND ${within('tickets.read', 'l', ticketScoped)})`;
  return sql`${within('contacts.read_private', 'a', ticketScoped, from)} AS "privateReadable", ${linked} AS "linkVisible"`;
}

export type SeenTicket = TicketRow & {
  readonly permitted: boolean;
  readonly privateReadable: boolean;
  readonly linkVisible: boolean;
};

/** The row of a ticket that was seen, without what was looked up beside it. */
export function rowOf({
  permitted: _,
  privateReadable: __,
  linkVisible: ___,
  ...row
}: SeenTicket): TicketRow {
  return row;
}

/** One ticket that the caller sees, or that open work names to him; with whether the permission reaches it. */
export function visibleTicket(permission: string) {
  const row = { ...ticketRow, ...besideTicket, permitted: asBoolean };
  return statement({ values: ['id'], row, sql: seenTicket(permission, sql``) });
}

/** The same with whether the log tells already that the caller has read its caller's number in this hour. */
export function visibleTicketToRead(permission: string) {
  const row = { ...ticketRow, ...besideTicket, permitted: asBoolean, readLogged: asBoolean };
  return statement({
    values: ['id', 'hour'],
    row,
    sql: seenTicket(permission, sql`, ${readLogged('a')}`),
  });
}

function seenTicket(permission: string, computed: SQL): SQL {
  const seen = sql`(${within('tickets.read', 'a', ticketScoped)} OR ${isNamed('tickets.read', 'a', ticketNamed)})`;
  const permitted = sql`(${within(permission, 'a', ticketScoped)} OR ${isNamed(permission, 'a', ticketNamed)})`;
  return sql`WITH ${grants('tickets.read', permission, 'contacts.read_private')}, ${holdings()} SELECT ${columns(ticketRow, 'a')}, ${besideTicketSql('g')}, ${permitted} AS "permitted"${computed} FROM ${tickets} a WHERE a.tenant_id = ${tenant} AND a.id = ${value('id')} AND ${seen}`;
}

/** One ticket, whoever looks: for what events and time do to it. */
export const ticketById = statement({
  values: ['id'],
  row: ticketRow,
  sql: sql`SELECT ${columns(ticketRow, 'a')} FROM ${tickets} a WHERE a.tenant_id = ${tenant} AND a.id = ${value('id')}`,
});

const calendarText = {
  id: calendarVersions.calendarId,
  version: calendarVersions.version,
  definition: asText,
};

function calendarOf(record: SQL) {
  return statement({
    values: ['id'],
    row: calendarText,
    sql: sql`SELECT cv.calendar_id AS "id", cv.version AS "version", cv.definition AS "definition" FROM ${tickets} t CROSS JOIN ${calendarVersions} cv ON cv.tenant_id = ${tenant} AND cv.calendar_id = t.calendar_id AND cv.version = t.calendar_version WHERE t.tenant_id = ${tenant} AND t.id = ${record}`,
  });
}

/** The version of the calendar by which the clocks of a ticket run, which `record` gives out of the value `id`. */
export function pinnedBy(record: SQL) {
  const found = calendarOf(record);
  return (id: string): Load<TenantCalendar | undefined> => {
    const { bound, take } = compiledCalendars(found.bind({ id }));
    return { bound, take: (rows) => take(rows)[0] };
  };
}

/** The same of the ticket itself; undefined where there is no such ticket. */
export const pinnedCalendar = pinnedBy(sql`${value('id')}`);

/** The version of its calendar of a ticket that is there. */
export function pinnedTo(calendar: TenantCalendar | undefined): TenantCalendar {
  if (calendar === undefined) throw new Error('a ticket without its calendar');
  return calendar;
}

const running = sql`${tickets} t INDEXED BY tickets_by_calendar WHERE t.tenant_id = ${tenant} AND t.outcome IS NULL`;
const following = sql`(t.calendar_id, t.calendar_version) > (w.calendar_id, w.version)`;
const leastOf = (after: ReturnType<typeof sql>) =>
  sql`(SELECT t.rowid FROM ${running}${after} ORDER BY t.calendar_id, t.calendar_version LIMIT 1)`;

/** Versions of calendars by which tickets run: as many as there are at once, each found without its tickets. */
const runningCalendars = statement({
  row: calendarText,
  sql: sql`WITH RECURSIVE walk(calendar_id, version) AS (SELECT f.calendar_id, f.calendar_version FROM ${tickets} f WHERE f.tenant_id = ${tenant} AND f.rowid = ${leastOf(sql``)} UNION ALL SELECT n.calendar_id, n.calendar_version FROM walk w CROSS JOIN ${tickets} n ON n.tenant_id = ${tenant} AND n.rowid = ${leastOf(sql` AND ${following}`)} LIMIT 50) SELECT cv.calendar_id AS "id", cv.version AS "version", cv.definition AS "definition" FROM walk w CROSS JOIN ${calendarVersions} cv ON cv.tenant_id = ${tenant} AND cv.calendar_id = w.calendar_id AND cv.version = w.version`,
});

/** The same, compiled. */
export function calendarsThatRun(): Load<readonly TenantCalendar[]> {
  return compiledCalendars(runningCalendars.bind({}) as ReturnType<ReturnType<typeof calendarOf>['bind']>);
}

/** How tickets move. */
export const ticketMoving: Moving<typeof tickets> = {
  worker: 'tickets',
  subject: ticketSubject,
  statements: processStatements(tickets),
  about: ({ number, title }) => `${number} ${title}`,
  record: ticketRecord,
};

/** A ticket as its process knows it. */
export function ticketRecord({
  ownerId,
  createdBy,
  kind,
  priority,
}: Pick<TicketRow, 'ownerId' | 'createdBy' | 'kind' | 'priority'>): ProcessRecord {
  return { ownerId, creatorId: createdBy.startsWith('usr_') ? createdBy : null, fields: { kind, priority } };
}

/** Who hears of clocks that are late, around a ticket. */
export const peopleOfAlerts = peopleStatement(
  sql`SELECT t.org_unit_id, '["service_supervisor","branch_manager","executive","administrator"]' FROM ${tickets} t WHERE t.tenant_id = ${tenant} AND t.id = ${value('id')}`,
  ['id'],
);
