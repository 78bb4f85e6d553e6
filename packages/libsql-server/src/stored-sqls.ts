import { ProtocolError, StatementError } from './errors.ts';
import { MAX_STORED_SQL_BYTES, MAX_STORED_SQLS } from './limits.ts';

/** Where a request has its SQL from: the text itself, or the id of one stored before. */
export type SqlSource = { sql: string } | { sqlId: number };

/** SQL texts that a client has stored in its stream, so as to send each only once. */
export class StoredSqls {
  readonly #texts = new Map<number, string>();

  /** @throws StatementError when the text is too long or there are too many; ProtocolError when the id is taken */
  store(id: number, sql: string): void {
    if (this.#texts.has(id)) throw new ProtocolError(`SQL text ${id} already exists`);
    const count = this.#texts.size;
    if (count >= MAX_STORED_SQLS) {
      throw new StatementError(
        'SQL_STORE_TOO_MANY',
        `The server already stores ${count} SQL texts, it cannot store more`,
      );
    }
    const bytes = Buffer.byteLength(sql);
    if (bytes > MAX_STORED_SQL_BYTES) {
      throw new StatementError(
        'SQL_STORE_TOO_LARGE',
        `The statement is too large to be stored: ${bytes}/${MAX_STORED_SQL_BYTES} bytes`,
      );
    }
    this.#texts.set(id, sql);
  }

  forget(id: number): void {
    this.#texts.delete(id);
  }

  /** @throws ProtocolError when nothing is stored under the id */
  textOf(source: SqlSource): string {
    if ('sql' in source) return source.sql;
    const text = this.#texts.get(source.sqlId);
    if (text === undefined) throw new ProtocolError(`SQL text ${source.sqlId} not found`);
    return text;
  }
}
