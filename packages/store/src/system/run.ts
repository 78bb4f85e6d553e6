import type { Connection } from '../connection.ts';
import type { Bound } from '../statement.ts';
import { unavailableOr } from '../tenant-store.ts';

/** Runs statements of the closed list, each in one round trip. All throw UnavailableError. */
export interface SystemRun {
  many<Row>(bound: Bound<Row>): Promise<Row[]>;
  one<Row>(bound: Bound<Row>): Promise<Row | undefined>;
  /** Reads several, and gives the rows of each. */
  batch(bound: readonly Bound[]): Promise<(readonly unknown[])[]>;
  /** Writes, and tells how many rows it wrote. */
  write(bound: Bound): Promise<number>;
  /** Writes, and gives the rows that the statement returns. */
  returned<Row>(bound: Bound<Row>): Promise<Row[]>;
}

export function systemRun(connection: Connection): SystemRun {
  async function batch(bound: readonly Bound[]): Promise<unknown[][]> {
    const results = await unavailableOr(() => connection.trip('read', bound, {}));
    return bound.map(({ statement }, index) =>
      (results[index]?.rows ?? []).map((row) => statement.decode(row)),
    );
  }
  const many = async <Row>(bound: Bound<Row>) => ((await batch([bound]))[0] ?? []) as Row[];
  return {
    batch,
    many,
    one: async (bound) => (await many(bound))[0],
    async write(bound) {
      const [result] = await unavailableOr(() => connection.trip('write', [bound], {}));
      return result?.rowsAffected ?? 0;
    },
    async returned(bound) {
      const [result] = await unavailableOr(() => connection.trip('write', [bound], {}));
      return (result?.rows ?? []).map((row) => bound.statement.decode(row));
    },
  };
}
