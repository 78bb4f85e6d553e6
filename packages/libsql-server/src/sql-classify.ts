import { pragmaEffect, unsupported } from './sql-pragma.ts';
import { isWord, type StatementText } from './sql-split.ts';
import type { Token } from './sql-tokens.ts';

export type StatementKind = 'begin' | 'end' | 'savepoint' | 'release' | 'read' | 'write' | 'schema';

export interface StatementClass {
  kind: StatementKind;
  isExplain: boolean;
  /** Needs the only write lock of the database before it starts. */
  takesWriteLock: boolean;
  /** INSERT, UPDATE or DELETE: only these report affected rows. */
  changesRows: boolean;
  /** INSERT: only this reports the last row id. */
  insertsRows: boolean;
  altersConnection: boolean;
}

const READ: StatementClass = {
  kind: 'read',
  isExplain: false,
  takesWriteLock: false,
  changesRows: false,
  insertsRows: false,
  altersConnection: false,
};
const EXPLAIN: StatementClass = { ...READ, isExplain: true };
const UPDATE: StatementClass = { ...READ, kind: 'write', takesWriteLock: true, changesRows: true };
const INSERT: StatementClass = { ...UPDATE, insertsRows: true };
const REINDEX: StatementClass = { ...READ, kind: 'write', takesWriteLock: true };
const SCHEMA: StatementClass = { ...READ, kind: 'schema', takesWriteLock: true };

const ROW_VERBS: Readonly<Record<string, StatementClass>> = {
  SELECT: READ,
  VALUES: READ,
  INSERT,
  REPLACE: INSERT,
  UPDATE,
  DELETE: UPDATE,
};

/**
 * What a statement does, told by its key words, and whether it is offered at all: what sqld refuses is refused here
 * too, since it would surprise in production.
 *
 * @throws StatementError SQL_PARSE_ERROR when the statement is unknown or refused
 */
export function classify({ text, tokens }: StatementText): StatementClass {
  const verb = tokens[0]?.text.toUpperCase();
  switch (verb) {
    case 'EXPLAIN':
      return classifyExplain(tokens, text);
    case 'WITH':
      return classifyWith(tokens, text);
    case 'BEGIN':
      return {
        ...READ,
        kind: 'begin',
        takesWriteLock: isWord(tokens[1], 'IMMEDIATE') || isWord(tokens[1], 'EXCLUSIVE'),
      };
    case 'COMMIT':
    case 'END':
      return { ...READ, kind: 'end' };
    case 'ROLLBACK':
      return { ...READ, kind: tokens.some((token) => isWord(token, 'TO')) ? 'release' : 'end' };
    case 'SAVEPOINT':
      return { ...READ, kind: 'savepoint' };
    case 'RELEASE':
      return { ...READ, kind: 'release' };
    case 'REINDEX':
      return REINDEX;
    case 'CREATE':
      return classifyCreate(tokens, text);
    case 'DROP':
    case 'ALTER':
      return SCHEMA;
    case 'PRAGMA': {
      const { writesFile, altersConnection } = pragmaEffect(tokens, text);
      return { ...READ, takesWriteLock: writesFile, altersConnection };
    }
    default:
      return rowVerb(verb, text);
  }
}

function rowVerb(verb: string | undefined, text: string): StatementClass {
  const found = verb === undefined ? undefined : ROW_VERBS[verb];
  if (found === undefined) throw unsupported(text);
  return found;
}

/** A PRAGMA may take effect even while it is only explained, so it is held to the same rule. */
function classifyExplain(tokens: readonly Token[], text: string): StatementClass {
  const isQueryPlan = isWord(tokens[1], 'QUERY') && isWord(tokens[2], 'PLAN');
  const explained = tokens.slice(isQueryPlan ? 3 : 1);
  if (isWord(explained[0], 'PRAGMA')) pragmaEffect(explained, text);
  return EXPLAIN;
}

/** The verb follows the closing parenthesis of the last common table expression. */
function classifyWith(tokens: readonly Token[], text: string): StatementClass {
  let depth = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.kind === 'open') depth += 1;
    if (token.kind === 'close') depth -= 1;
    const followsExpression = depth === 0 && tokens[index - 1]?.kind === 'close' && token.kind === 'word';
    if (followsExpression && !isWord(token, 'AS')) return rowVerb(token.text.toUpperCase(), text);
  }
  throw unsupported(text);
}

const CREATABLE = ['TABLE', 'INDEX', 'UNIQUE', 'VIEW', 'TRIGGER', 'VIRTUAL'];

/** Temporary objects belong to one connection, and the pool hands connections on. */
function classifyCreate(tokens: readonly Token[], text: string): StatementClass {
  if (!CREATABLE.some((word) => isWord(tokens[1], word))) throw unsupported(text);
  const nameIndex = tokens.findIndex(
    (token, index) => index > 1 && !CREATE_PREFIXES.has(token.text.toUpperCase()),
  );
  const isTemporary =
    /^["'`[]?temp["'`\]]?$/i.test(tokens[nameIndex]?.text ?? '') && tokens[nameIndex + 1]?.text === '.';
  if (isTemporary) throw unsupported(text);
  return SCHEMA;
}

const CREATE_PREFIXES = new Set(['TABLE', 'INDEX', 'IF', 'NOT', 'EXISTS']);
