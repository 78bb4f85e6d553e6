import { type Token, tokenize } from './sql-tokens.ts';

/** One statement of a script, without its semicolon. */
export interface StatementText {
  text: string;
  tokens: readonly Token[];
}

/** The statements of a script in order; empty ones are left out, and a trigger's body stays in one piece. */
export function splitStatements(sql: string): StatementText[] {
  const statements: StatementText[] = [];
  let current: Token[] = [];
  for (const token of tokenize(sql)) {
    const isEnd = token.kind === 'semicolon' && !isInsideTrigger(current);
    if (!isEnd) {
      current.push(token);
      continue;
    }
    pushStatement(statements, sql, current);
    current = [];
  }
  pushStatement(statements, sql, current);
  return statements;
}

function pushStatement(statements: StatementText[], sql: string, tokens: readonly Token[]): void {
  const first = tokens[0];
  const last = tokens.at(-1);
  if (first && last) statements.push({ text: sql.slice(first.start, last.end), tokens });
}

/** A trigger ends with "; END": every other semicolon belongs to its body. */
function isInsideTrigger(tokens: readonly Token[]): boolean {
  if (!isTriggerDefinition(tokens)) return false;
  const endsBody = isWord(tokens.at(-1), 'END') && tokens.at(-2)?.kind === 'semicolon';
  return !endsBody;
}

function isTriggerDefinition(tokens: readonly Token[]): boolean {
  let index = 0;
  if (isWord(tokens[index], 'EXPLAIN')) index += isWord(tokens[index + 1], 'QUERY') ? 3 : 1;
  if (!isWord(tokens[index], 'CREATE')) return false;
  const isTemporary = isWord(tokens[index + 1], 'TEMP') || isWord(tokens[index + 1], 'TEMPORARY');
  return isWord(tokens[index + (isTemporary ? 2 : 1)], 'TRIGGER');
}

/** Whether a token is this key word, in any case. */
export function isWord(token: Token | undefined, word: string): boolean {
  return token?.kind === 'word' && token.text.toUpperCase() === word;
}
