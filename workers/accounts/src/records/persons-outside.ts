import { contacts, leads, ticketMessages, tickets } from '@keyline/schema';
import { asBoolean, at, columns, statement, tenant, value } from '@keyline/store';
import { type Column, type SQL, sql } from 'drizzle-orm';
import { asErasedAt, erasedAt } from './erasures.ts';
import { mostRows } from './personal-data.ts';

const limit = sql.raw(String(mostRows + 1));

/** A number without what people put between its digits: the text of the indexes. */
const plain = (alias: string, column: Column) =>
  sql`replace(replace(replace(replace(${at(alias, column)}, ' ', ''), '-', ''), '(', ''), ')', '')`;

const knownBy = (alias: string, name: Column, number: Column) =>
  sql`SELECT ${at(alias, name)}, ${plain(alias, number)} FROM ${name.table} ${sql.identifier(alias)} WHERE ${sql.identifier(alias)}.tenant_id = ${tenant} AND ${sql.identifier(alias)}.id = ${value('id')} AND ${at(alias, number)} IS NOT NULL`;

/** The names and numbers of the person of the value `id`: a contact, who called for a ticket, or whom a lead names. */
const said = sql`said(name, number) AS MATERIALIZED (${sql.join(
  [
    knownBy('sc', contacts.name, contacts.mobile),
    knownBy('sp', contacts.name, contacts.phone),
    knownBy('st', tickets.callerName, tickets.callerPhone),
    knownBy('sl', leads.contactName, leads.contactPhone),
  ],
  sql` UNION `,
)})`;

const national = sql`CASE WHEN number LIKE '+86%' THEN substr(number, 4) WHEN number LIKE '0086%' THEN substr(number, 5) WHEN number LIKE '86%' AND length(number) = 13 THEN substr(number, 3) ELSE number END`;

/**
 * The ways in which his numbers may have been written down. A mobile number is one person's own; behind any other there
 * may be a switchboard, and it tells who was meant only together with his name.
 */
const ways = sql`${said}, ways(name, number, own) AS MATERIALIZED (SELECT n.name, p.value || n.number, n.number GLOB '1[3-9]*' AND length(n.number) = 11 FROM (SELECT name, ${national} AS number FROM said) n CROSS JOIN json_each('["","+86","86","0086"]') p)`;

const byNumber = (alias: string, index: string, name: Column, number: Column) =>
  sql`SELECT ${sql.identifier(alias)}.id FROM ways w CROSS JOIN ${name.table} ${sql.identifier(alias)} INDEXED BY ${sql.identifier(index)} ON ${sql.identifier(alias)}.tenant_id = ${tenant} AND ${plain(alias, number)} = w.number WHERE ${at(alias, number)} IS NOT NULL AND (w.own OR ${at(alias, name)} = w.name)`;

const itself = (table: typeof tickets | typeof leads) =>
  sql`SELECT i.id FROM ${table} i WHERE i.tenant_id = ${tenant} AND i.id = ${value('id')}`;

const foundTickets = sql`WITH ${ways}, found(id) AS MATERIALIZED (${itself(tickets)} UNION ${byNumber('f', 'tickets_by_caller', tickets.callerName, tickets.callerPhone)} UNION SELECT c.id FROM ${tickets} c INDEXED BY tickets_by_contact WHERE c.tenant_id = ${tenant} AND c.contact_id = ${value('id')})`;

const foundLeads = sql`WITH ${ways}, found(id) AS MATERIALIZED (${itself(leads)} UNION ${byNumber('f', 'leads_by_contact', leads.contactName, leads.contactPhone)})`;

const ticketRow = {
  id: tickets.id,
  number: tickets.number,
  title: tickets.title,
  description: tickets.description,
  createdAt: tickets.createdAt,
  callerName: tickets.callerName,
  callerPhone: tickets.callerPhone,
};

/** The tickets for which a person called. */
export const ticketsOfPerson = statement({
  values: ['id'],
  row: ticketRow,
  sql: sql`${foundTickets} SELECT ${columns(ticketRow, 't')} FROM found CROSS JOIN ${tickets} t ON t.tenant_id = ${tenant} AND t.id = found.id LIMIT ${limit}`,
});

const messageRow = {
  id: ticketMessages.id,
  ticketId: ticketMessages.ticketId,
  createdAt: ticketMessages.createdAt,
  body: ticketMessages.body,
};

/** What was written down of his words on them. */
export const messagesOfPerson = statement({
  values: ['id'],
  row: messageRow,
  sql: sql`${foundTickets} SELECT ${columns(messageRow, 'm')} FROM found CROSS JOIN ${ticketMessages} m INDEXED BY ticket_messages_by_ticket ON m.tenant_id = ${tenant} AND m.ticket_id = found.id WHERE m.direction = 'inbound' AND m.visibility = 'public' LIMIT ${limit}`,
});

const leadRow = {
  id: leads.id,
  title: leads.title,
  description: leads.description,
  createdAt: leads.createdAt,
  contactName: leads.contactName,
  contactPhone: leads.contactPhone,
};

/** The leads that name him as whom to call. */
export const leadsOfPerson = statement({
  values: ['id'],
  row: leadRow,
  sql: sql`${foundLeads} SELECT ${columns(leadRow, 'l')} FROM found CROSS JOIN ${leads} l ON l.tenant_id = ${tenant} AND l.id = found.id LIMIT ${limit}`,
});

const named = (table: typeof tickets | typeof leads, name: Column, number: Column): SQL =>
  sql`SELECT p.id AS "id", (${at('p', name)} IS NOT NULL OR ${at('p', number)} IS NOT NULL) AS "isNamed", ${erasedAt(sql`p.id`)} FROM ${table} p WHERE p.tenant_id = ${tenant} AND p.id = ${value('id')}`;

/** Who called for a ticket, or whom a lead names, by its id; whether anything is kept of him. */
export const personOutside = statement({
  values: ['id'],
  row: { id: tickets.id, isNamed: asBoolean, erasedAt: asErasedAt },
  sql: sql`${named(tickets, tickets.callerName, tickets.callerPhone)} UNION ALL ${named(leads, leads.contactName, leads.contactPhone)}`,
});

/** Ids of tickets and leads that keep who a person is, for who erases him. */
export const namingTickets = statement({
  values: ['id'],
  row: { id: tickets.id },
  sql: sql`${foundTickets} SELECT t.id AS "id" FROM found CROSS JOIN ${tickets} t ON t.tenant_id = ${tenant} AND t.id = found.id WHERE t.caller_name IS NOT NULL OR t.caller_phone IS NOT NULL`,
});

export const namingLeads = statement({
  values: ['id'],
  row: { id: leads.id },
  sql: sql`${foundLeads} SELECT l.id AS "id" FROM found CROSS JOIN ${leads} l ON l.tenant_id = ${tenant} AND l.id = found.id WHERE l.contact_name IS NOT NULL OR l.contact_phone IS NOT NULL`,
});
