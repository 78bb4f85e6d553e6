import { StatementError } from './errors.ts';
import { MAX_ANALYSED_TEXTS, MAX_REMEMBERED_TEXT } from './limits.ts';
import { LruCache } from './lru-cache.ts';
import { classify, type StatementClass } from './sql-classify.ts';
import { assertReadable, type ParameterNames, parameterNames } from './sql-parameters.ts';
import { type StatementText, splitStatements } from './sql-split.ts';

/** One statement, ready to run. */
export interface SqlStatement extends StatementClass {
  text: string;
  parameters: ParameterNames;
}

/** Reads SQL texts and remembers what it found, since programs send the same few texts again and again. */
export class SqlAnalysis {
  readonly #remembered = new LruCache<string, readonly SqlStatement[]>(MAX_ANALYSED_TEXTS);

  /** @throws StatementError SQL_PARSE_ERROR when any statement of the script is refused */
  script(sql: string): readonly SqlStatement[] {
    const remembered = this.#remembered.get(sql);
    if (remembered) return remembered;
    assertReadable(sql);
    const statements = splitStatements(sql).map(analyse);
    if (sql.length <= MAX_REMEMBERED_TEXT) this.#remembered.set(sql, statements);
    return statements;
  }

  /** @throws StatementError also when the text holds no statement, or more than one */
  single(sql: string): SqlStatement {
    const [statement, ...others] = this.script(sql);
    if (!statement) throw new StatementError('SQL_NO_STATEMENT', 'SQL string does not contain any statement');
    if (others.length > 0) {
      throw new StatementError('SQL_MANY_STATEMENTS', 'SQL string contains more than one statement');
    }
    return statement;
  }
}

function analyse(statement: StatementText): SqlStatement {
  return { ...classify(statement), text: statement.text, parameters: parameterNames(statement.tokens) };
}
