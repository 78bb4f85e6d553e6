import {
  absences,
  accounts,
  calendars,
  cases,
  contracts,
  events,
  type Facts,
  handovers,
  importOwners,
  imports,
  invitations,
  leads,
  opportunities,
  orgUnits,
  passwordResets,
  principalRoles,
  principals,
  roles,
  tasks,
  tickets,
  users,
  webhookEndpoints,
} from '@keyline/schema';
import { asBoolean, asInstant, asJson, statement, tenant, value } from '@keyline/store';
import { type SQL, sql } from 'drizzle-orm';
import { leadOutcomes } from '../domain/lead-outcomes.ts';
import type { Audience } from '../domain/route.ts';

/** Somebody whom a message is for. */
const personRow = {
  userId: users.id,
  hasMobile: asBoolean,
  /** Values of the text, and what its link is made of. */
  facts: asJson<Facts>({}),
  /** From when on (real time) the message is of no use. */
  expiresAt: asInstant,
};

interface People {
  /** Common tables, with their WITH. */
  readonly first?: SQL;
  /** Behind FROM, up to the user `u`; the event is `e`. */
  readonly from: SQL;
  readonly facts?: SQL;
  readonly expiresAt?: SQL;
  /** Who may be told; absent: who can sign in. */
  readonly where?: SQL;
}

function people({
  first = sql``,
  from,
  facts = sql`'{}'`,
  expiresAt = sql`NULL`,
  where = sql`u.status = 'active'`,
}: People) {
  return statement({
    values: ['eventId'],
    row: personRow,
    sql: sql`${first} SELECT u.id AS "userId", u.mobile IS NOT NULL AS "hasMobile", ${facts} AS "facts", ${expiresAt} AS "expiresAt" FROM ${events} e ${from} WHERE e.tenant_id = ${tenant} AND e.id = ${value('eventId')} AND ${where}`,
  });
}

/** The user whose id the event wrote into this field. */
const changedTo = (field: string) =>
  sql`CROSS JOIN ${users} u ON u.tenant_id = ${tenant} AND u.id = e.data ->> ${sql.raw(`'$.changes.${field}[1]'`)}`;

/** Administrators of a tenant are few; more than this are not told. */
const mostAdministrators = 50;

/** People whom open work names by their role; more than this are not told. */
const mostParties = 200;

/**
 * The users that a JSON list of parties means: persons, and the holders of roles, in a unit where one is named. Beside
 * an absent person his delegate, beside a leaver his successor: they may do the work (`actingStatement` of the cases).
 */
function partiesIn(list: SQL): SQL {
  const holders = sql`SELECT pr.principal_id FROM ${roles} r CROSS JOIN ${principalRoles} pr ON pr.tenant_id = ${tenant} AND pr.role_id = r.id LEFT JOIN ${users} us ON us.tenant_id = ${tenant} AND us.id = pr.principal_id WHERE r.tenant_id = ${tenant} AND r.key = p.value ->> 'role' AND (p.value ->> 'orgUnitId' IS NULL OR coalesce(pr.org_unit_id, us.org_unit_id) = p.value ->> 'orgUnitId')`;
  const meant = sql`(SELECT p.value ->> 'userId' AS id UNION ALL ${holders}) m`;
  const delegates = sql`SELECT ab.delegate_id FROM ${meant} CROSS JOIN ${absences} ab ON ab.tenant_id = ${tenant} AND ab.user_id = m.id WHERE ab.absent_from <= e.occurred_at AND (ab.absent_until IS NULL OR ab.absent_until > e.occurred_at)`;
  const successors = sql`SELECT ho.to_user_id FROM ${meant} CROSS JOIN ${handovers} ho ON ho.tenant_id = ${tenant} AND ho.user_id = m.id`;
  return sql`CROSS JOIN json_each(${list}) p CROSS JOIN ${users} u ON u.tenant_id = ${tenant} AND u.id IN (SELECT m.id FROM ${meant} UNION ALL ${delegates} UNION ALL ${successors})`;
}

const once = sql`u.status = 'active' GROUP BY u.id LIMIT ${sql.raw(String(mostParties))}`;

const ofContract = sql`JOIN ${contracts} c ON c.tenant_id = ${tenant} AND c.id = e.subject_id`;
const contractFacts = sql`json_object('about', c.title, 'number', c.filing_number, 'endOn', c.end_on, 'reason', coalesce(e.data ->> '$.form.reason', ''))`;
const lead = sql`JOIN ${leads} l ON l.tenant_id = ${tenant} AND l.id = e.subject_id`;
const submitters = sql`SELECT l.created_by UNION ALL SELECT pp.user_id FROM ${principals} pp INDEXED BY principals_by_partner WHERE pp.tenant_id = ${tenant} AND pp.partner_id = l.partner_id AND pp.kind = 'user'`;
const outcomes = Object.entries(leadOutcomes).map(
  ([key, text]) => sql`WHEN ${sql.raw(`'${key}'`)} THEN ${sql.raw(`'${JSON.stringify(text)}'`)}`,
);
const outcome = sql`json(CASE l.deal_outcome ${sql.join(outcomes, sql` `)} END)`;

const aboutTicket = sql`'about', t.number || ' ' || t.title`;

/** A clock in words. */
const metric = sql`json(CASE e.data ->> '$.metric' WHEN 'first_response' THEN '{"en":"first response","zh-CN":"首次响应"}' WHEN 'next_response' THEN '{"en":"answer","zh-CN":"回复"}' WHEN 'ola' THEN '{"en":"partner","zh-CN":"合作方处理"}' ELSE '{"en":"resolution","zh-CN":"解决"}' END)`;

const aboutOpportunity = sql`json_object('about', o.title, 'reason', coalesce(e.data ->> '$.form.reason', e.data ->> '$.form.lesson', ''), 'endsAt', coalesce(e.data ->> '$.endsAt', e.data ->> '$.form.endsAt', ''))`;

/** Those whom an event of an opportunity names in this list, but for who did it himself. */
function sellers(list: string) {
  const named = partiesIn(sql`e.data -> ${sql.raw(`'$.${list}'`)}`);
  return people({
    from: sql`JOIN ${opportunities} o ON o.tenant_id = ${tenant} AND o.id = e.subject_id ${named}`,
    facts: aboutOpportunity,
    where: sql`u.id <> coalesce(e.actor_id, '') AND ${once}`,
  });
}

/**
 * Whom an auction is for: those that its event names, the holders of a role in a unit and in all below it. However many
 * they are, none is left out.
 */
function offered() {
  const party = sql`party (user_id, role, unit) AS MATERIALIZED (SELECT p.value ->> 'userId', p.value ->> 'role', p.value ->> 'orgUnitId' FROM ${events} pe CROSS JOIN json_each(pe.data, '$.eligible') p WHERE pe.tenant_id = ${tenant} AND pe.id = ${value('eventId')})`;
  const holders = sql`SELECT pr.principal_id FROM party pa CROSS JOIN ${roles} r ON r.tenant_id = ${tenant} AND r.key = pa.role CROSS JOIN ${principalRoles} pr INDEXED BY principal_roles_by_role ON pr.tenant_id = ${tenant} AND pr.role_id = r.id LEFT JOIN ${users} hu ON hu.tenant_id = ${tenant} AND hu.id = pr.principal_id LEFT JOIN ${orgUnits} ou ON ou.tenant_id = ${tenant} AND ou.id = coalesce(pr.org_unit_id, hu.org_unit_id) LEFT JOIN ${orgUnits} top ON top.tenant_id = ${tenant} AND top.id = pa.unit WHERE pa.unit IS NULL OR (ou.path >= top.path AND ou.path < top.path || '~')`;
  const meant = sql`meant (id) AS MATERIALIZED (SELECT user_id FROM party WHERE user_id IS NOT NULL UNION ${holders})`;
  const now = sql`(SELECT ne.occurred_at FROM ${events} ne WHERE ne.tenant_id = ${tenant} AND ne.id = ${value('eventId')})`;
  const delegates = sql`SELECT ab.delegate_id FROM meant m CROSS JOIN ${absences} ab ON ab.tenant_id = ${tenant} AND ab.user_id = m.id WHERE ab.absent_from <= ${now} AND (ab.absent_until IS NULL OR ab.absent_until > ${now})`;
  const successors = sql`SELECT ho.to_user_id FROM meant m CROSS JOIN ${handovers} ho ON ho.tenant_id = ${tenant} AND ho.user_id = m.id`;
  return people({
    first: sql`WITH ${party}, ${meant}, reached (id) AS MATERIALIZED (SELECT id FROM meant UNION ${delegates} UNION ${successors})`,
    from: sql`JOIN ${opportunities} o ON o.tenant_id = ${tenant} AND o.id = e.subject_id CROSS JOIN reached x CROSS JOIN ${users} u ON u.tenant_id = ${tenant} AND u.id = x.id`,
    facts: aboutOpportunity,
    where: sql`u.status = 'active' AND u.id <> coalesce(e.actor_id, '')`,
  });
}

/** How each audience is found. */
export const audiences = {
  account_owner: people({
    from: sql`JOIN ${accounts} a ON a.tenant_id = ${tenant} AND a.id = e.account_id CROSS JOIN ${users} u ON u.tenant_id = ${tenant} AND u.id = a.owner_id`,
    facts: sql`json_object('score', CAST(e.data ->> '$.score' AS TEXT))`,
  }),
  new_owner: people({ from: changedTo('ownerId') }),
  new_team_member: people({ from: changedTo('userId') }),
  successor: people({
    from: sql`JOIN ${handovers} h ON h.tenant_id = ${tenant} AND h.id = e.subject_id CROSS JOIN ${users} u ON u.tenant_id = ${tenant} AND u.id = h.to_user_id`,
    facts: sql`json_object('personId', h.user_id)`,
  }),
  invited_user: people({
    from: sql`JOIN ${invitations} i ON i.tenant_id = ${tenant} AND i.id = e.subject_id CROSS JOIN ${users} u ON u.tenant_id = ${tenant} AND u.id = i.user_id`,
    facts: sql`json_object('linkId', i.id, 'linkRound', i.round)`,
    expiresAt: sql`i.expires_at`,
    where: sql`i.state = 'pending' AND i.round = e.data ->> '$.changes.round[1]' AND u.status = 'invited'`,
  }),
  password_forgetter: people({
    from: sql`JOIN ${passwordResets} p ON p.tenant_id = ${tenant} AND p.id = e.subject_id CROSS JOIN ${users} u ON u.tenant_id = ${tenant} AND u.id = p.user_id`,
    facts: sql`json_object('linkId', p.id, 'linkRound', 1)`,
    expiresAt: sql`p.expires_at`,
    where: sql`p.ended_at IS NULL AND u.status = 'active'`,
  }),
  administrators: people({
    from: sql`LEFT JOIN ${webhookEndpoints} w ON w.tenant_id = ${tenant} AND w.id = e.subject_id LEFT JOIN ${calendars} c ON c.tenant_id = ${tenant} AND c.id = e.subject_id CROSS JOIN ${roles} r ON r.tenant_id = ${tenant} AND r.key = 'administrator' CROSS JOIN ${principalRoles} pr ON pr.tenant_id = ${tenant} AND pr.role_id = r.id CROSS JOIN ${principals} pp ON pp.tenant_id = ${tenant} AND pp.id = pr.principal_id AND pp.kind = 'user' CROSS JOIN ${users} u ON u.tenant_id = ${tenant} AND u.id = pp.user_id`,
    facts: sql`json_object('url', w.url, 'calendar', c.name, 'year', CAST(e.data ->> '$.year' AS TEXT))`,
    where: sql`u.status = 'active' GROUP BY u.id LIMIT ${sql.raw(String(mostAdministrators))}`,
  }),
  // Of upkeep people hear by the event that asks for it.
  task_parties: people({
    from: sql`JOIN ${tasks} k ON k.tenant_id = ${tenant} AND k.id = e.subject_id AND k.state = 'open' AND k.kind <> 'upkeep' ${partiesIn(sql`k.parties`)}`,
    facts: sql`json_object('title', json(k.title), 'about', k.about)`,
    where: once,
  }),
  case_reached: people({
    from: sql`JOIN ${cases} c ON c.tenant_id = ${tenant} AND c.id = e.subject_id ${partiesIn(sql`e.data -> '$.reaches'`)}`,
    facts: sql`json_object('about', c.title)`,
    where: once,
  }),
  contract_owner: people({
    from: sql`${ofContract} CROSS JOIN ${users} u ON u.tenant_id = ${tenant} AND u.id = c.owner_id`,
    facts: contractFacts,
  }),
  contract_parties: people({
    from: sql`${ofContract} CROSS JOIN ${users} u ON u.tenant_id = ${tenant} AND u.id IN (c.owner_id, c.created_by)`,
    facts: contractFacts,
  }),
  contract_reached: people({
    from: sql`${ofContract} ${partiesIn(sql`e.data -> '$.reaches'`)}`,
    facts: contractFacts,
    where: once,
  }),
  lead_reached: people({
    from: sql`${lead} ${partiesIn(sql`e.data -> '$.reaches'`)}`,
    facts: sql`json_object('about', l.title, 'customer', l.account_name)`,
    where: once,
  }),
  lead_submitters: people({
    from: sql`${lead} CROSS JOIN ${users} u ON u.tenant_id = ${tenant} AND u.id IN (${submitters})`,
    facts: sql`json_object('lead', l.title, 'customer', l.account_name, 'question', l.question, 'reason', l.reason, 'outcome', ${outcome})`,
    where: once,
  }),
  opportunity_offered: offered(),
  opportunity_reached: sellers('reaches'),
  opportunity_told: sellers('notify'),
  ticket_owner: people({
    from: sql`JOIN ${tickets} t ON t.tenant_id = ${tenant} AND t.id = e.subject_id CROSS JOIN ${users} u ON u.tenant_id = ${tenant} AND u.id = t.owner_id`,
    facts: sql`json_object(${aboutTicket})`,
  }),
  ticket_reached: people({
    from: sql`JOIN ${tickets} t ON t.tenant_id = ${tenant} AND t.id = e.subject_id ${partiesIn(sql`e.data -> '$.reaches'`)}`,
    facts: sql`json_object(${aboutTicket}, 'metric', ${metric}, 'percent', CAST(e.data ->> '$.percent' AS TEXT))`,
    where: once,
  }),
  import_owners: people({
    from: sql`JOIN ${imports} i ON i.tenant_id = ${tenant} AND i.id = e.subject_id CROSS JOIN ${importOwners} o ON o.tenant_id = ${tenant} AND o.import_id = i.id CROSS JOIN ${users} u ON u.tenant_id = ${tenant} AND u.id = o.user_id`,
    facts: sql`json_object('records', o.records, 'file', i.file_name, 'personId', i.created_by, 'what', json(CASE i.kind WHEN 'opportunities' THEN '{"en":"opportunities","zh-CN":"商机"}' ELSE '{"en":"accounts","zh-CN":"客户"}' END), 'list', CASE i.kind WHEN 'opportunities' THEN '/v1/opportunities?ownerId=' || u.id ELSE '/v1/accounts?ownerId=' || u.id || '&sort=-updatedAt' END)`,
    where: sql`u.status = 'active' AND u.id <> i.created_by`,
  }),
} as const satisfies Record<Audience, ReturnType<typeof people>>;

export type Recipient = ReturnType<(typeof audiences)['new_owner']['decode']>;
