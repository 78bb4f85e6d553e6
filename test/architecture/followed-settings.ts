import { isTestCode, memberOf } from './members.ts';
import { codeOf, type Token } from './tokens.ts';
import { filesOf, type Tree } from './tree.ts';

/** Where settings are spelled, shown and changed: to be read there is not to be followed. */
const ownCode =
  /^(packages\/kernel\/src\/settings|workers\/accounts\/src\/([a-z]+\/)*((change|get)-)?settings(-fields)?)\.ts$/;

const program = /^(packages|workers)\/[^/]+\/src\/.*\.ts$/;

/**
 * Settings that nothing follows: a tenant would set them, and nothing would be otherwise. One is followed where a
 * package or Worker reads it by the names of its path, or by its path in SQL (`$.leads.expiresAfterDays`). `waiting` are
 * those of what is not built yet; one of them that is followed by now stands there too long.
 */
export function unfollowedFindings(
  tree: Tree,
  paths: readonly string[],
  waiting: readonly string[],
): string[] {
  const read = readsOf(tree);
  const isFollowed = (path: string) => {
    const names = path.split('.');
    return read.some(({ names: known, texts }) => {
      return texts.has(`$.${path}`) || (names.length > 1 && names.every((name) => known.has(name)));
    });
  };
  return paths.flatMap((path) => {
    if (waiting.includes(path)) return isFollowed(path) ? [`${path} is followed: it waits no more`] : [];
    return isFollowed(path) ? [] : [`nothing follows the setting ${path}`];
  });
}

interface Reads {
  readonly names: ReadonlySet<string>;
  /** Paths that stand in texts, such as those of SQL. */
  readonly texts: ReadonlySet<string>;
}

/** What each package and Worker reads. */
function readsOf(tree: Tree): readonly Reads[] {
  const code = new Map<string, Token[]>();
  for (const [path, source] of filesOf(tree, program)) {
    if (isTestCode(path) || ownCode.test(path)) continue;
    const member = memberOf(path);
    code.set(member, [...(code.get(member) ?? []), ...codeOf(source)]);
  }
  return [...code.values()].map((tokens) => {
    const named = tokens.filter(({ kind }, at) => kind === 'name' && tokens[at - 1]?.text !== 'readonly');
    const written = tokens.filter(({ kind }) => kind === 'string' || kind === 'template');
    const texts = written.flatMap(({ text }) => text.match(/\$(\.\w+)+/g) ?? []);
    return { names: new Set(named.map(({ text }) => text)), texts: new Set(texts) };
  });
}
