import { newId } from '@keyline/kernel';
import {
  givenTenant,
  insertRow,
  type TestDatabase,
  testDatabase,
  type WorkerUnderTest,
  workerUnderTest,
} from '@keyline/testkit';
import { domain } from '../app.ts';

/** A tenant with partners, and the opportunities Worker at their database. */
export interface GivenPartners {
  readonly database: TestDatabase;
  readonly worker: WorkerUnderTest;
  readonly tenantId: string;
  /** An active user. */
  user(): Promise<string>;
  /** A branch below the company. */
  unit(fields?: Readonly<Record<string, unknown>>): Promise<string>;
  /** So many partners with these columns. */
  partners(howMany: number, fields: Readonly<Record<string, string>>): Promise<void>;
  /** Work on its way, with its event. */
  handover(userId: string, toUserId: string): Promise<string>;
  /** An event of the log that tells of no change. */
  told(type: string, subjectId: string): Promise<void>;
  count(table: string, where: string): Promise<number>;
}

export async function givenPartners(): Promise<GivenPartners> {
  const database = await testDatabase().fresh();
  const { tenantId, userId: maker } = await givenTenant(database);
  const record = { tenant_id: tenantId, version: 1, created_at: 0, updated_at: 0, created_by: maker };
  async function told(type: string, subjectId: string) {
    await insertRow(database, 'events', {
      ...{ tenant_id: tenantId, id: newId('event'), type, subject_id: subjectId, versioned: 0 },
      ...{ subject_type: type.slice(0, type.indexOf('.')), actor_type: 'user', occurred_at: 0, data: '{}' },
    });
  }
  return {
    database,
    worker: await workerUnderTest(domain, database),
    tenantId,
    told,
    async user() {
      const id = newId('user');
      const words = { name: '王磊', email: id, email_key: id, status: 'active' };
      await insertRow(database, 'users', { ...record, id, ...words });
      return id;
    },
    async unit(fields = {}) {
      const id = newId('org_unit');
      await insertRow(database, 'org_units', {
        ...record,
        id,
        kind: 'branch',
        name: id,
        path: id,
        ...fields,
      });
      return id;
    },
    async partners(howMany, fields) {
      const names = Object.keys(fields);
      await database.execute(
        `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
         INSERT INTO partners (tenant_id, id, version, created_at, updated_at, created_by, name, kind, state${names.map((name) => `, ${name}`).join('')})
         SELECT ?, 'par_' || i, 1, 0, 0, 'x', i, 'agent', 'active'${names.map(() => ', ?').join('')} FROM n`,
        [howMany, tenantId, ...Object.values(fields)],
      );
    },
    async handover(userId, toUserId) {
      const id = newId('handover');
      const row = { ...record, id, user_id: userId, to_user_id: toUserId, state: 'running' };
      await insertRow(database, 'handovers', row);
      await told('handover.started', id);
      return id;
    },
    async count(table, where) {
      const [row] = await database.execute(`SELECT count(*) AS n FROM ${table} WHERE ${where}`);
      return Number(row?.n);
    },
  };
}
