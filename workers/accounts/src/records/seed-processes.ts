import { idPart } from '@keyline/process/standard';
import type { WholeDatabase } from './seed-permissions.ts';

/** A standard process of this version of the program, as the table keeps it. */
export interface SeededProcess {
  readonly code: string;
  readonly key: string;
  readonly subject: string;
  readonly title: unknown;
  readonly definition: unknown;
  readonly roles: readonly string[];
  readonly permissions: readonly string[];
}

/**
 * Gives every tenant the standard processes that it does not have yet. Where a former standard process runs under the
 * key it is replaced; where the tenant published its own, that goes on and the new one stands beside it, replaced from
 * the start. Cases that run keep their version.
 */
export async function seedProcesses(
  database: WholeDatabase,
  standard: readonly SeededProcess[],
): Promise<void> {
  const statements = standard.flatMap((process) => {
    const given = JSON.stringify(process);
    const idIn = `'pro_' || substr(t.id, ${idPart.start + 1}, ${idPart.length}) || (?1 ->> 'code')`;
    const lacking = `NOT EXISTS (SELECT 1 FROM processes own WHERE own.tenant_id = t.id AND own.id = ${idIn})`;
    return [
      {
        sql: `UPDATE processes SET state = 'replaced', version = version + 1 WHERE state = 'published' AND created_by = 'system' AND key = ?1 ->> 'key' AND EXISTS (SELECT 1 FROM tenants t WHERE t.id = processes.tenant_id AND ${lacking})`,
        args: [given],
      },
      {
        sql: `INSERT INTO processes (tenant_id, id, version, created_at, updated_at, created_by, key, subject, title, state, number, published_at, definition, roles, permissions) SELECT t.id, ${idIn}, 1, t.created_at, t.created_at, 'system', ?1 ->> 'key', ?1 ->> 'subject', ?1 -> 'title', CASE WHEN EXISTS (SELECT 1 FROM processes p WHERE p.tenant_id = t.id AND p.key = ?1 ->> 'key' AND p.state = 'published') THEN 'replaced' ELSE 'published' END, coalesce((SELECT max(p.number) FROM processes p WHERE p.tenant_id = t.id AND p.key = ?1 ->> 'key'), 0) + 1, t.created_at, ?1 -> 'definition', ?1 -> 'roles', ?1 -> 'permissions' FROM tenants t WHERE ${lacking}`,
        args: [given],
      },
    ];
  });
  await database.batch(statements, 'write');
}
