/**
 * A piece of TypeScript. `text` is the piece as written, for a string literal its content; a template is one
 * token with all of its text, followed by the tokens of the expressions inside.
 */
export interface Token {
  readonly kind: 'name' | 'number' | 'string' | 'template' | 'pattern' | 'comment' | 'sign';
  readonly text: string;
  /** From 1. */
  readonly line: number;
}

const blank = /\s+/y;
const comment = /\/\/[^\n]*|\/\*[\s\S]*?\*\//y;
const string = /'(?:[^'\\\n]|\\[\s\S])*'|"(?:[^"\\\n]|\\[\s\S])*"/y;
const pattern = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y;
const name = /[#@]?[\p{ID_Start}$_][\p{ID_Continue}$]*/uy;
const number = /\d[\w.]*/y;
const sign = /=>|\?\.|\.\.\.|[\s\S]/y;

/** After these a slash starts a regular expression, not a division. */
const beforeOperand = new Set([
  'return',
  'typeof',
  'case',
  'in',
  'of',
  'do',
  'else',
  'void',
  'throw',
  'await',
]);

/** Cuts a source file into its tokens, comments included, white space not. */
export function tokensOf(source: string): readonly Token[] {
  const tokens: Token[] = [];
  scan(source, 0, 1, tokens, () => false);
  return tokens;
}

/** The tokens that the compiler sees. */
export function codeOf(source: string): readonly Token[] {
  return tokensOf(source).filter((token) => token.kind !== 'comment');
}

/** Scans on from a place until `ends` says so of a sign and the depth of braces; returns where it stopped. */
function scan(
  source: string,
  start: number,
  firstLine: number,
  tokens: Token[],
  ends: (sign: string, depth: number) => boolean,
): { at: number; line: number } {
  let [at, line, depth] = [start, firstLine, 0];
  const take = (expression: RegExp): string | undefined => {
    expression.lastIndex = at;
    return expression.exec(source)?.[0];
  };
  const put = (kind: Token['kind'], raw: string, text = raw): void => {
    tokens.push({ kind, text, line });
    at += raw.length;
    line += lineBreaksIn(raw);
  };
  while (at < source.length) {
    const space = take(blank);
    const said = take(comment);
    const quoted = take(string);
    const expression = operandMayFollow(tokens) ? take(pattern) : undefined;
    const word = take(name);
    const figure = take(number);
    if (space !== undefined) {
      at += space.length;
      line += lineBreaksIn(space);
    } else if (said !== undefined) put('comment', said);
    else if (quoted !== undefined) put('string', quoted, quoted.slice(1, -1));
    else if (source[at] === '`') ({ at, line } = scanTemplate(source, at, line, tokens));
    else if (expression !== undefined) put('pattern', expression);
    else if (word !== undefined) put('name', word);
    else if (figure !== undefined) put('number', figure);
    else {
      const mark = take(sign) ?? '';
      if (ends(mark, depth)) break;
      depth += mark === '{' ? 1 : mark === '}' ? -1 : 0;
      put('sign', mark);
    }
  }
  return { at, line };
}

function scanTemplate(
  source: string,
  start: number,
  firstLine: number,
  tokens: Token[],
): { at: number; line: number } {
  const inside: Token[] = [];
  let [at, line] = [start + 1, firstLine];
  while (at < source.length && source[at] !== '`') {
    if (source.startsWith('${', at)) {
      ({ at, line } = scan(source, at + 2, line, inside, (mark, depth) => mark === '}' && depth === 0));
      at += 1;
    } else {
      const length = source[at] === '\\' ? 2 : 1;
      line += lineBreaksIn(source.slice(at, at + length));
      at += length;
    }
  }
  tokens.push({ kind: 'template', text: source.slice(start + 1, at), line: firstLine }, ...inside);
  return { at: at + 1, line };
}

function operandMayFollow(tokens: readonly Token[]): boolean {
  const last = tokens.findLast((token) => token.kind !== 'comment');
  if (last === undefined || (last.kind === 'sign' && !/^[)\]}]$/.test(last.text))) return true;
  return last.kind === 'name' && beforeOperand.has(last.text);
}

function lineBreaksIn(text: string): number {
  return text.split('\n').length - 1;
}

/** Whether the code has these words and signs one after the other at this place. */
export function reads(code: readonly Token[], at: number, ...words: readonly string[]): boolean {
  return words.every((word, index) => {
    const token = code[at + index];
    return token?.text === word && (token.kind === 'name' || token.kind === 'sign');
  });
}
