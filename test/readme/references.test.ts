import { describe, expect, test } from 'vitest';
import { filesOf, projectTree, type Tree, treeOf } from '../architecture/tree.ts';
import { blocksOf } from './markdown.ts';

/** Commands and paths that a page names and the project does not have. */
function deadReferences(tree: Tree): string[] {
  const manifest = tree.get('package.json') ?? '{}';
  const { scripts = {} } = JSON.parse(manifest) as { readonly scripts?: Readonly<Record<string, string>> };
  return filesOf(tree, /(^|\/)README\.md$/).flatMap(([page, text]) => {
    const commands = [...text.matchAll(/\bnpm (?:run (?:--silent )?)?([a-z]+(?::[a-z]+)?)\b/g)].map(
      ([, name]) => name ?? '',
    );
    const created = blocksOf(text)
      .filter(({ language }) => language === 'ts')
      .map(({ about }) => about);
    const places = [
      ...text.matchAll(/`((?:packages|workers|test|bench|migrations|scripts)(?:\/[\w.-]+)*)`/g),
    ];
    const dead = places
      .map(([, place]) => place ?? '')
      .filter((place) => !created.includes(place) && !isThere(tree, place));
    return [
      ...commands.filter((name) => !(name in scripts)).map((name) => `${page}: there is no npm run ${name}`),
      ...dead.map((place) => `${page}: there is no ${place}`),
    ];
  });
}

function isThere(tree: Tree, place: string): boolean {
  return tree.has(place) || [...tree.keys()].some((path) => path.startsWith(`${place}/`));
}

describe('what the pages name', () => {
  test('is there, in the whole project', () => {
    expect(deadReferences(projectTree())).toEqual([]);
  });

  test('and is not there is seen', () => {
    const tree = treeOf({
      'package.json': JSON.stringify({ scripts: { start: 'x', keys: 'y' } }),
      'packages/a/README.md':
        'Run `npm start`, `npm run --silent keys` or `npm run fly`. See `packages/a` and `packages/b/c.ts`.',
    });
    expect(deadReferences(tree)).toEqual([
      'packages/a/README.md: there is no npm run fly',
      'packages/a/README.md: there is no packages/b/c.ts',
    ]);
  });

  test('may be what the page itself makes', () => {
    const page = 'Write `packages/a/b.ts`:\n\n```ts\nlet x;\n```\n';
    expect(deadReferences(treeOf({ 'README.md': page }))).toEqual([]);
  });
});

describe('the environment variables of the README', () => {
  const readme = projectTree().get('README.md') ?? '';
  const told = [...readme.matchAll(/^\| ((?:`[A-Z_]+`(?:, )?)+) *\|/gm)].flatMap(
    ([, names]) => names?.match(/[A-Z_]+/g) ?? [],
  );
  const commands = filesOf(projectTree(), /^packages\/stack\/src\/(?!.*\.test\.ts$)/).map(
    ([, source]) => source,
  );

  test('are read by the commands', () => {
    expect(told.length).toBeGreaterThan(8);
    expect(told.filter((name) => !commands.some((source) => source.includes(name)))).toEqual([]);
  });

  test('hold every setting that the commands read', () => {
    const settings = projectTree().get('packages/stack/src/settings.ts') ?? '';
    const read = [...settings.matchAll(/^ {2}([A-Z_]+): v\./gm)].map(([, name]) => name ?? '');
    expect(read).toContain('PORT');
    expect(read.filter((name) => !told.includes(name))).toEqual([]);
  });
});
