interface Statement {
  readonly sql: string;
  readonly args: string[];
}

/** A database with all its tenants, as the client of libSQL gives it: at a deployment, beside all requests. */
export interface WholeDatabase {
  execute(sql: string): Promise<{ readonly rows: readonly Readonly<Record<string, unknown>>[] }>;
  batch(statements: Statement[], mode: 'write'): Promise<unknown>;
}

/** A permission of this version of the program, with the keys of the default roles that start with it. */
export interface SeededPermission {
  readonly key: string;
  readonly roles: readonly string[];
}

/**
 * Gives the default roles of every tenant the permissions that the program has and the database does not know
 * yet, and takes away from all roles those that the program has no more. A permission is given once: what a tenant
 * took from a role stays taken. Returns the keys of those that came.
 */
export async function seedPermissions(
  database: WholeDatabase,
  catalogue: readonly SeededPermission[],
): Promise<readonly string[]> {
  const rows = (await database.execute('SELECT permission FROM known_permissions')).rows;
  const known = new Set(rows.map((row) => String(row.permission)));
  const fresh = catalogue.filter(({ key }) => !known.has(key));
  const gone = [...known].filter((key) => catalogue.every((permission) => permission.key !== key));
  const statements: Statement[] = [
    ...fresh.flatMap(({ key, roles }) => [
      {
        sql: `INSERT OR IGNORE INTO role_permissions (tenant_id, role_id, permission) SELECT tenant_id, id, ? FROM roles WHERE kind = 'default' AND key IN (SELECT value FROM json_each(?))`,
        args: [key, JSON.stringify(roles)],
      },
      { sql: 'INSERT OR IGNORE INTO known_permissions (permission) VALUES (?)', args: [key] },
    ]),
    ...gone.flatMap((key) => [
      { sql: 'DELETE FROM role_permissions WHERE permission = ?', args: [key] },
      { sql: 'DELETE FROM known_permissions WHERE permission = ?', args: [key] },
    ]),
  ];
  if (statements.length > 0) await database.batch(statements, 'write');
  return fresh.map(({ key }) => key);
}
