export type TokenKind = 'word' | 'quoted' | 'variable' | 'semicolon' | 'open' | 'close' | 'other';

/** One lexical element; white space and comments are left out. */
export interface Token {
  kind: TokenKind;
  /** As written, quotes included. */
  text: string;
  start: number;
  end: number;
}

const WHITE_SPACE = ' \t\n\f\r';
const CLOSING_QUOTES: Readonly<Record<string, string>> = { "'": "'", '"': '"', '`': '`', '[': ']' };
const PUNCTUATION: Readonly<Record<string, TokenKind>> = { ';': 'semicolon', '(': 'open', ')': 'close' };

/** SQLite counts every character beyond ASCII as part of a name. */
function isNamePart(sql: string, index: number): boolean {
  const code = sql.charCodeAt(index);
  return (
    isDigit(code) ||
    (code >= 65 && code <= 90) ||
    (code >= 97 && code <= 122) ||
    code === 95 ||
    code === 36 ||
    code > 127
  );
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/**
 * Splits SQL as SQLite's own tokenizer does (https://sqlite.org/draft/tokenreq.html), as far as it takes to find
 * statements, verbs and parameters. Never fails: what is not understood is left for SQLite to refuse.
 */
export function tokenize(sql: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  while (position < sql.length) {
    const character = sql.charAt(position);
    const afterGap = endOfGap(sql, position, character);
    if (afterGap > position) {
      position = afterGap;
      continue;
    }
    const { kind, end } = readToken(sql, position, character);
    tokens.push({ kind, text: sql.slice(position, end), start: position, end });
    position = end;
  }
  return tokens;
}

function endOfGap(sql: string, start: number, character: string): number {
  if (WHITE_SPACE.includes(character)) return start + 1;
  if (sql.startsWith('--', start)) return indexAfter(sql, '\n', start + 2);
  if (sql.startsWith('/*', start)) return indexAfter(sql, '*/', start + 2);
  return start;
}

function readToken(sql: string, start: number, character: string): { kind: TokenKind; end: number } {
  const closing = CLOSING_QUOTES[character];
  if (closing !== undefined) return { kind: 'quoted', end: endOfQuoted(sql, start, closing) };
  const punctuation = PUNCTUATION[character];
  if (punctuation !== undefined) return { kind: punctuation, end: start + 1 };
  if (character === '?') return { kind: 'variable', end: endOfDigits(sql, start + 1) };
  if (':@$#'.includes(character)) return readNamedVariable(sql, start);
  if (isDigit(character.charCodeAt(0))) return { kind: 'other', end: endOfNumber(sql, start + 1) };
  if (isNamePart(sql, start)) return { kind: 'word', end: endOfName(sql, start + 1) };
  return { kind: 'other', end: start + 1 };
}

/** A name after its sign; `::` may stand within it and a parenthesised suffix may end it, as in Tcl variables. */
function readNamedVariable(sql: string, start: number): { kind: TokenKind; end: number } {
  let end = start + 1;
  for (;;) {
    if (isNamePart(sql, end)) end += 1;
    else if (sql.startsWith('::', end)) end += 2;
    else break;
  }
  if (end === start + 1) return { kind: 'other', end };
  if (sql[end] === '(') {
    const suffix = /^\([^)\s]*\)/.exec(sql.slice(end, end + 200));
    if (suffix) end += suffix[0].length;
  }
  return { kind: 'variable', end };
}

function endOfQuoted(sql: string, start: number, closing: string): number {
  let end = indexAfter(sql, closing, start + 1);
  const isDoubled = closing !== ']';
  while (isDoubled && sql[end] === closing) end = indexAfter(sql, closing, end + 1);
  return end;
}

function endOfDigits(sql: string, from: number): number {
  let end = from;
  while (isDigit(sql.charCodeAt(end))) end += 1;
  return end;
}

function endOfName(sql: string, from: number): number {
  let end = from;
  while (isNamePart(sql, end)) end += 1;
  return end;
}

function endOfNumber(sql: string, from: number): number {
  let end = from;
  while (isNamePart(sql, end) || sql[end] === '.') end += 1;
  return end;
}

function indexAfter(sql: string, text: string, from: number): number {
  const index = sql.indexOf(text, from);
  return index < 0 ? sql.length : index + text.length;
}
