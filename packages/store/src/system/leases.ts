import { leases } from '@keyline/schema';
import { sql } from 'drizzle-orm';
import { systemStatement, value } from '../statement.ts';
import type { SystemRun } from './run.ts';

const taking = systemStatement({
  values: ['name', 'holder', 'now', 'until'],
  sql: sql`INSERT INTO ${leases} (name, holder, until) VALUES (${value('name')}, ${value('holder')}, ${value('until')}) ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until WHERE ${leases.until} <= ${value('now')} OR ${leases.holder} = excluded.holder`,
});

const giving = systemStatement({
  values: ['name', 'holder'],
  sql: sql`DELETE FROM ${leases} WHERE ${leases.name} = ${value('name')} AND ${leases.holder} = ${value('holder')}`,
});

const forgotten = systemStatement({
  values: ['before', 'limit'],
  sql: sql`DELETE FROM ${leases} WHERE rowid IN (SELECT rowid FROM ${leases} WHERE until < ${value('before')} LIMIT ${value('limit')})`,
});

/** Work that only one may do at a time. All times are real time, milliseconds. */
export interface LeaseStore {
  /** Takes the lease until then, or holds it on; false when another holds it. */
  takeLease(lease: {
    readonly name: string;
    readonly holder: string;
    readonly now: number;
    readonly until: number;
  }): Promise<boolean>;
  /** Gives the lease back; does nothing when another has it by now. */
  giveLease(lease: { readonly name: string; readonly holder: string }): Promise<void>;
  /** Deletes up to `limit` leases that ran out before; returns how many. */
  deleteOldLeases(before: number, limit: number): Promise<number>;
}

export function leaseStore({ write }: SystemRun): LeaseStore {
  return {
    takeLease: async (lease) => (await write(taking.bind({ ...lease }))) === 1,
    async giveLease(lease) {
      await write(giving.bind({ ...lease }));
    },
    deleteOldLeases: (before, limit) => write(forgotten.bind({ before, limit })),
  };
}
