import { sourceFile } from './members.ts';
import { codeOf, reads, type Token, tokensOf } from './tokens.ts';
import { filesOf, type Tree } from './tree.ts';

/** Entries that the platform or a tool reads by their default export. */
const mayExportDefault = /(^|\/)worker\.ts$|(^|\/)[\w-]+\.config\.ts$/;

/** Default exports beyond entries and configurations: a name is what a reader searches for. */
export function defaultExportFindings(tree: Tree): string[] {
  return findingsIn(tree, (code, at, path) => {
    const found = reads(code, at, 'export', 'default') || reads(code, at, 'as', 'default');
    return found && !mayExportDefault.test(path) ? 'exports a default' : undefined;
  });
}

/** Enums, which leave code behind that nobody wrote. */
export function enumFindings(tree: Tree): string[] {
  return findingsIn(tree, (code, at) => {
    const [word, name] = [code[at], code[at + 1]];
    const declared = word?.kind === 'name' && word.text === 'enum' && name?.kind === 'name';
    return declared && reads(code, at + 2, '{') ? `declares the enum ${name.text}` : undefined;
  });
}

function findingsIn(
  tree: Tree,
  find: (code: readonly Token[], at: number, path: string) => string | undefined,
): string[] {
  return filesOf(tree, sourceFile).flatMap(([path, source]) => {
    const code = codeOf(source);
    return code.flatMap((token, at) => {
      const says = find(code, at, path);
      return says === undefined ? [] : [`${path}:${token.line} ${says}`];
    });
  });
}

/** Tests that are left out without a comment that says why, and tests that leave all others out. */
export function skippedTestFindings(tree: Tree): string[] {
  return filesOf(tree, /\.test\.ts$/).flatMap(([path, source]) => {
    const tokens = tokensOf(source);
    const code = tokens.filter(({ kind }) => kind !== 'comment');
    const explained = new Set(
      tokens.filter(({ kind }) => kind === 'comment').flatMap(({ line }) => [line, line + 1]),
    );
    return code.flatMap((token, at) => {
      const how = skipping(code, at);
      if (how === undefined || (how !== 'only' && explained.has(token.line))) return [];
      return [
        `${path}:${token.line} ${how === 'only' ? 'leaves all other tests out' : `is left out by ${how} without a reason`}`,
      ];
    });
  });
}

const leavesOut = /^(only|skip|todo|fails|skipIf|runIf)$/;

function skipping(code: readonly Token[], at: number): string | undefined {
  const word = code[at]?.text ?? '';
  if (!['test', 'it', 'describe', 'suite'].includes(word) || !reads(code, at + 1, '.')) return undefined;
  const how = code[at + 2]?.text ?? '';
  return leavesOut.test(how) ? how : undefined;
}

const laterMark = /\b(TODO|FIXME|XXX|HACK)\b/;

/** Marks for later: work that is left is an issue, not a comment. */
export function laterMarkFindings(tree: Tree): string[] {
  const comments = filesOf(tree, sourceFile).flatMap(([path, source]) =>
    tokensOf(source)
      .filter(({ kind, text }) => kind === 'comment' && laterMark.test(text))
      .map(({ line }) => `${path}:${line} says to do something later`),
  );
  const texts = filesOf(tree, /\.(md|sql|toml|css|html|yaml|json)$/).filter(
    ([path]) => path !== 'pnpm-lock.yaml',
  );
  const others = texts.flatMap(([path, text]) =>
    text
      .split('\n')
      .flatMap((line, index) =>
        laterMark.test(line) ? [`${path}:${index + 1} says to do something later`] : [],
      ),
  );
  return [...comments, ...others];
}
