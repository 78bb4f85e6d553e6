import { domainWorkersOf } from './members.ts';
import type { Tree } from './tree.ts';

const besideSource = ['README.md', 'package.json', 'wrangler.toml'];
const entryFiles = ['app.ts', 'env.ts', 'permissions.ts', 'problems.ts', 'views.ts', 'worker.ts'];
/** Of a Worker too large to be evaluated at once, what is asked for every day; of one too large for one list, a part. */
const partsOfEntry = ['everyday.ts', 'moving.ts'];

/** The folders a domain Worker may have. `records` holds its subjects and the statements that find them. */
const rooms = [
  'commands',
  'deadlines',
  'domain',
  'imports',
  'jobs',
  'problems',
  'processes',
  'queries',
  'reactions',
  'records',
  'views',
];

/** What tests share; nothing else may import from it. */
const forTests = 'testing';

const mostLinesOfWorker = 49;

/** What a domain Worker lacks or has beside the known rooms: the same question has the same place everywhere. */
export function roomFindings(tree: Tree): string[] {
  return domainWorkersOf(tree).flatMap((worker) => [
    ...missing(tree, worker),
    ...strange(tree, worker),
    ...overgrown(tree, worker),
  ]);
}

function missing(tree: Tree, worker: string): string[] {
  const expected = [...besideSource, ...entryFiles.map((file) => `src/${file}`)];
  return expected.filter((file) => !tree.has(`${worker}/${file}`)).map((file) => `${worker} has no ${file}`);
}

function strange(tree: Tree, worker: string): string[] {
  return [...tree.keys()]
    .filter((path) => path.startsWith(`${worker}/`))
    .map((path) => path.slice(worker.length + 1))
    .filter((path) => !isKnown(path))
    .map((path) => `${worker}/${path} is in no known room`)
    .sort();
}

function isKnown(path: string): boolean {
  if (besideSource.includes(path)) return true;
  const [folder, room = '', ...further] = path.split('/');
  if (folder !== 'src') return false;
  if (further.length === 0)
    return [...entryFiles, ...partsOfEntry].includes(room.replace(/\.test\.ts$/, '.ts'));
  const shared = further.length === 2 && further[0] === forTests;
  return further.length === 1 ? [...rooms, forTests].includes(room) : rooms.includes(room) && shared;
}

function overgrown(tree: Tree, worker: string): string[] {
  const lines = (tree.get(`${worker}/src/worker.ts`) ?? '').trimEnd().split('\n').length;
  return lines > mostLinesOfWorker
    ? [`${worker}/src/worker.ts has ${lines} lines: it wires and does nothing else`]
    : [];
}
