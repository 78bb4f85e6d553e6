import { ownFields } from '@keyline/http';
import { calendars, slaPolicies } from '@keyline/schema';
import { asText, columns, must, type Subject, statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';
import { viewPolicy } from '../views.ts';

export const policySubject: Subject<typeof slaPolicies> = {
  type: 'sla_policy',
  table: slaPolicies,
  accountOf: () => null,
  logged: (row) => ownFields(viewPolicy(row)),
};

export const policyRow = {
  id: slaPolicies.id,
  version: slaPolicies.version,
  createdAt: slaPolicies.createdAt,
  updatedAt: slaPolicies.updatedAt,
  createdBy: slaPolicies.createdBy,
  name: slaPolicies.name,
  position: slaPolicies.position,
  conditions: slaPolicies.conditions,
  isDefault: slaPolicies.isDefault,
  targets: slaPolicies.targets,
  warnings: slaPolicies.warnings,
  calendarId: slaPolicies.calendarId,
  active: slaPolicies.active,
};

export const policyById = statement({
  values: ['id'],
  row: policyRow,
  sql: sql`SELECT ${columns(policyRow)} FROM ${slaPolicies} WHERE ${slaPolicies.tenantId} = ${tenant} AND ${slaPolicies.id} = ${value('id')}`,
});

/** A policy of this name other than `self`. */
export const policyByName = statement({
  values: ['name', 'self'],
  row: { id: slaPolicies.id },
  sql: sql`SELECT ${slaPolicies.id} AS "id" FROM ${slaPolicies} WHERE ${slaPolicies.tenantId} = ${tenant} AND ${slaPolicies.name} = ${value('name')} AND ${slaPolicies.id} <> ${value('self')}`,
});

/** More policies than these are not tried. */
export const mostPolicies = 200;

/** The policies of the tenant that new tickets may get, in the order in which they are tried. */
export const activePolicies = statement({
  row: policyRow,
  sql: sql`SELECT ${columns(policyRow, 'p')} FROM ${slaPolicies} p INDEXED BY sla_policies_by_position WHERE p.tenant_id = ${tenant} AND p.active = 1 ORDER BY p.position, p.id LIMIT ${sql.raw(String(mostPolicies))}`,
});

/** The calendars that these name. */
export const policyCalendars = statement({
  row: { id: calendars.id, version: calendars.version, definition: asText },
  sql: sql`SELECT c.id AS "id", c.version AS "version", c.definition AS "definition" FROM (SELECT DISTINCT p.calendar_id AS id FROM ${slaPolicies} p WHERE p.tenant_id = ${tenant} AND p.active = 1 AND p.calendar_id IS NOT NULL) x CROSS JOIN ${calendars} c ON c.tenant_id = ${tenant} AND c.id = x.id`,
});

/** Whether a calendar is there that a policy may name. */
export const calendarToName = statement({
  values: ['id'],
  row: { id: calendars.id },
  sql: sql`SELECT ${calendars.id} AS "id" FROM ${calendars} WHERE ${calendars.tenantId} = ${tenant} AND ${calendars.id} = ${value('id')} AND ${calendars.removedAt} IS NULL`,
});

/** At the commit: the calendar that is named has not been removed. */
export const mustHaveCalendar = must(
  ['id'],
  sql`SELECT c.removed_at IS NULL FROM ${calendars} c WHERE c.tenant_id = ${tenant} AND c.id = ${value('id')}`,
);
