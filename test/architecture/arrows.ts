import { importsOf, packageOf, pathOf } from './imports.ts';
import { isTestCode, memberNamed, memberOf, sourceFile } from './members.ts';
import { filesOf, type Tree } from './tree.ts';

/** Lower layers know nothing of higher ones, and the parts of one layer nothing of each other. */
const layers: readonly (readonly string[])[] = [
  ['kernel'],
  ['calendar', 'channels', 'process', 'protocol'],
  ['schema'],
  ['store'],
  ['auth'],
  ['events'],
  ['http'],
  ['cases'],
  ['imports'],
].map((layer) => layer.map((name) => `packages/${name}`));

const everyLayer = layers.flat();

/** What stands beside the layers: stands alone, or is a tool that builds on all of them and runs on Node only. */
const beside: Readonly<Record<string, readonly string[]>> = {
  'packages/client': [],
  'packages/libsql-server': [],
  'packages/testkit': [...everyLayer, 'packages/libsql-server'],
  'packages/stack': [...everyLayer, 'packages/libsql-server'],
};

const forTestsOnly = 'only tests may import what tests share';

/** Imports that go against an arrow of architecture.md, reach into another package, or bring tests into the program. */
export function arrowFindings(tree: Tree): string[] {
  return filesOf(tree, sourceFile).flatMap(([path, source]) =>
    importsOf(source).flatMap(({ from, line }) => {
      const target = targetOf(path, from);
      const reason = isForTests(path, from) ? forTestsOnly : target && forbidden(path, target, from);
      return reason ? [`${path}:${line} imports ${from}: ${reason}`] : [];
    }),
  );
}

function targetOf(path: string, from: string): string | undefined {
  const file = pathOf(path, from);
  return file === undefined ? memberNamed(packageOf(from) ?? '') : memberOf(file);
}

/** Folders called `testing` hold what tests share; that of the stack is `npm test` itself. */
function isForTests(path: string, from: string): boolean {
  const shared = /\/testing\//.test(pathOf(path, from) ?? '');
  return shared && !isTestCode(path) && memberOf(path) !== 'packages/stack';
}

function forbidden(path: string, target: string, from: string): string | undefined {
  const member = memberOf(path);
  if (target === member)
    return from.startsWith('@keyline/') && !isTestCode(path) ? 'its own package' : undefined;
  if (from.startsWith('.')) return 'a path that leaves its package';
  if (isTestCode(path)) return undefined;
  if (target === 'packages/testkit') return forTestsOnly;
  if (target.startsWith('workers/'))
    return mayKnowWorkers(member) ? undefined : 'nothing may import a Worker';
  return known(member).includes(target) ? undefined : `${member} may not know ${target}`;
}

/** The stack builds the Workers and the document of what they mount. */
function mayKnowWorkers(member: string): boolean {
  return member === 'packages/stack';
}

function known(member: string): readonly string[] {
  if (member.startsWith('workers/')) return everyLayer;
  const layer = layers.findIndex((names) => names.includes(member));
  return layer < 0 ? (beside[member] ?? []) : layers.slice(0, layer).flat();
}
