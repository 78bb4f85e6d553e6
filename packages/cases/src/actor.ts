import type { Actor as Caller } from '@keyline/auth';
import type { Actor } from '@keyline/process';
import {
  absences,
  handovers,
  principalRoles,
  principals,
  rolePermissions,
  roles,
  users,
} from '@keyline/schema';
import { asJson, businessNow, type Load, principal, statement, tenant, value } from '@keyline/store';
import { type SQL, sql } from 'drizzle-orm';

export interface Acting {
  readonly standsInFor: readonly string[];
  readonly roles: readonly (readonly [role: string, userId: string])[];
  readonly permissions: readonly string[];
}

const nobody: Acting = { standsInFor: [], roles: [], permissions: [] };

/**
 * As whom the caller acts: himself, absent people for whom he stands in, leavers who handed their work over to him;
 * with the roles of all of them, and those of the permissions that he holds himself. `permissions` is a select of a JSON
 * list of those that the process asks for.
 */
export function actingStatement<const Name extends string>(permissions: SQL, values: readonly Name[]) {
  const stands = sql`SELECT ab.user_id FROM ${absences} ab WHERE ab.tenant_id = ${tenant} AND ab.delegate_id = ${principal} AND ab.absent_from <= ${businessNow} AND (ab.absent_until IS NULL OR ab.absent_until > ${businessNow}) UNION SELECT ho.user_id FROM ${handovers} ho WHERE ho.tenant_id = ${tenant} AND ho.to_user_id = ${principal}`;
  const held = sql`(SELECT json_group_array(json_array(r.key, me.id)) FROM (SELECT ${principal} AS id UNION SELECT user_id FROM stands) me CROSS JOIN ${principalRoles} pr ON pr.tenant_id = ${tenant} AND pr.principal_id = me.id CROSS JOIN ${roles} r ON r.tenant_id = ${tenant} AND r.id = pr.role_id)`;
  const granted = sql`(SELECT json_group_array(DISTINCT rp.permission) FROM ${principalRoles} pr CROSS JOIN ${rolePermissions} rp ON rp.tenant_id = ${tenant} AND rp.role_id = pr.role_id AND rp.permission IN (SELECT j.value FROM json_each((${permissions})) j) WHERE pr.tenant_id = ${tenant} AND pr.principal_id = ${principal})`;
  return statement({
    values,
    row: { acting: asJson<Acting>(nobody) },
    sql: sql`WITH stands(user_id) AS MATERIALIZED (${stands}) SELECT json_object('standsInFor', (SELECT json_group_array(user_id) FROM stands), 'roles', ${held}, 'permissions', ${granted}) AS "acting"`,
  });
}

/** The load of such a statement. */
export function actingLoad<Name extends string>(
  bound: ReturnType<ReturnType<typeof actingStatement<Name>>['bind']>,
): Load<Acting> {
  return { bound, take: ([row]) => (row as { readonly acting: Acting } | undefined)?.acting ?? nobody };
}

/** The caller as the engine knows whoever acts. */
export function actorOf({ userId }: Pick<Caller, 'userId'>, acting: Acting): Actor {
  return {
    userId,
    standsInFor: acting.standsInFor.filter((id) => id !== userId),
    roles: acting.roles.map(([role, id]) => ({ role, userId: id })),
    permissions: new Set(acting.permissions),
  };
}

/** Of these users (a JSON list of ids) those who are there, active, and no partner's: nobody else is given work. */
export const activeUsers = statement({
  values: ['ids'],
  row: { id: users.id },
  sql: sql`SELECT u.id AS "id" FROM json_each(${value('ids')}) j CROSS JOIN ${users} u ON u.tenant_id = ${tenant} AND u.id = j.value WHERE u.status = 'active' AND NOT EXISTS (SELECT 1 FROM ${principals} pp WHERE pp.tenant_id = ${tenant} AND pp.id = u.id AND pp.partner_id IS NOT NULL)`,
});
