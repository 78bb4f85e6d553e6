import type { Connection } from '../connection.ts';
import type { Bound } from '../statement.ts';
import { unavailableOr } from '../tenant-store.ts';

/** Runs statements of the closed list, each in one round trip. All throw UnavailableError. */
export interface SystemRun {
  many<Row>(bound: Bound<Row>): Promise<Row[]>;
  one<Row>(bound: Bound<Row>): Promise<Row | undefined>;
  /** Writes, and tells how many rows it wrote. */
  write(bound: Bound): Promise<number>;
}

export function systemRun(connection: Connection): SystemRun {
  async function many<Row>(bound: Bound<Row>): Promise<Row[]> {
    const [result] = await unavailableOr(() => connection.trip('read', [bound], {}));
    return (result?.rows ?? []).map((row) => bound.statement.decode(row));
  }
  return {
    many,
    one: async (bound) => (await many(bound))[0],
    async write(bound) {
      const [result] = await unavailableOr(() => connection.trip('write', [bound], {}));
      return result?.rowsAffected ?? 0;
    },
  };
}
