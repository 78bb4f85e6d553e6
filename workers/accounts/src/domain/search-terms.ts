/** Ideographs, kana, hangul and bopomofo: scripts that are written without spaces between words. */
const CJK = String.raw`[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{scx=Bopo}]&&[\p{L}\p{N}\p{M}]`;
const CJK_RUN = new RegExp(`^[${CJK}]+$`, 'v');
const RUN = new RegExp(String.raw`[${CJK}]+|[[\p{L}\p{N}\p{M}]--[${CJK}]]+`, 'gv');
const MARKS_BETWEEN_CJK = new RegExp(String.raw`(?<=[${CJK}])[^\p{L}\p{N}\p{M}]+(?=[${CJK}])`, 'gv');

/** Prefix lengths of a word that are indexed. 12 and 16 keep phone numbers and credit codes selective. */
const PREFIX_LENGTHS = [1, 2, 3, 4, 5, 6, 7, 8, 12, 16];
const MAX_TEXT_LENGTH = 2_000;
const MAX_QUERY_TOKENS = 12;

/** What a search asks: of the FTS index, and of the rows that the index names. */
export type SearchQuery = {
  /** FTS5 expression over {@link searchTokens}; narrow it with `<tenantToken> AND`. */
  match: string;
  /**
   * Each has to occur in {@link searchText} with a space put before it: those of words begin with a space, for
   * they have to begin a word. The rows that pass are those found, whether the index named them or not; it
   * alone would name more, since it knows pairs of characters and not their order.
   */
  terms: string[];
};

/**
 * The normalised text of a record (compatibility forms and case folded, runs of words joined by one space, at
 * most 2,000 characters), against which the terms of a query are checked. What stands between two Chinese
 * characters of one text is dropped, so that 消防(集团) is found by 消防集团 as well.
 */
export function searchText(texts: readonly string[]): string {
  const runs = texts.flatMap((text) => runsOf(normalized(text).replace(MARKS_BETWEEN_CJK, '')));
  return runs.join(' ').slice(0, MAX_TEXT_LENGTH).toWellFormed();
}

/**
 * The tokens of a record for the FTS5 index, separated by spaces: every character and every pair of
 * neighbours of Chinese, Japanese or Korean text, and the prefixes of other words. A token is `x` and the hex of
 * its UTF-8 bytes, which the `unicode61` tokenizer leaves alone.
 */
export function searchTokens(texts: readonly string[]): string {
  const tokens = runsOf(searchText(texts)).flatMap((run) =>
    CJK_RUN.test(run) ? [...run, ...pairs(run)] : PREFIX_LENGTHS.map((length) => prefix(run, length)),
  );
  return [...new Set(tokens)].map((token) => `x${hex(token)}`).join(' ');
}

/**
 * Turns what somebody typed into a query, or nothing when it holds no letter and no digit. All its words have
 * to be found: Chinese text anywhere, other words by their beginning.
 */
export function searchQuery(q: string): SearchQuery | undefined {
  const runs = [...new Set(runsOf(normalized(q)))];
  if (runs.length === 0) return undefined;
  const tokens = new Set(runs.flatMap((run) => (CJK_RUN.test(run) ? cjkProbe(run) : [wordProbe(run)])));
  const match = [...tokens].slice(0, MAX_QUERY_TOKENS).map((token) => `x${hex(token)}`);
  const terms = runs.map((run) => (CJK_RUN.test(run) ? run : ` ${run}`));
  return { match: match.join(' AND '), terms };
}

/** The token that every record of a tenant carries in the index beside {@link searchTokens}. */
export function tenantToken(tenantId: string): string {
  return `t${hex(tenantId)}`;
}

function normalized(text: string): string {
  return text.normalize('NFKC').toLowerCase().normalize('NFKC');
}

function runsOf(text: string): string[] {
  return text.match(RUN) ?? [];
}

function cjkProbe(run: string): string[] {
  const found = pairs(run);
  return found.length === 0 ? [run] : found;
}

function wordProbe(word: string): string {
  const length = [...word].length;
  return prefix(word, PREFIX_LENGTHS.findLast((indexed) => indexed <= length) ?? 1);
}

function pairs(run: string): string[] {
  const characters = [...run];
  return characters.slice(1).map((character, i) => `${characters[i]}${character}`);
}

function prefix(word: string, length: number): string {
  return [...word].slice(0, length).join('');
}

/** The hex of characters that were met: few, and met again and again; an import spells a dozen tokens a row with them. */
const hexOfCharacters = new Map<string, string>();
const mostCharacters = 8_192;

/** The UTF-8 bytes of a text. */
function hex(text: string): string {
  let spelled = '';
  for (const character of text) spelled += hexOfCharacters.get(character) ?? hexOf(character);
  return spelled;
}

function hexOf(character: string): string {
  const bytes = new TextEncoder().encode(character);
  const spelled = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (hexOfCharacters.size >= mostCharacters) hexOfCharacters.clear();
  hexOfCharacters.set(character, spelled);
  return spelled;
}
