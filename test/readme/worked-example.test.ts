import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operationFileFindings } from '../architecture/operation-files.ts';
import { ownerFindings } from '../architecture/owners.ts';
import { ownership } from '../architecture/ownership.ts';
import { purityFindings } from '../architecture/purity.ts';
import { roomFindings } from '../architecture/rooms.ts';
import { textFindings } from '../architecture/texts.ts';
import { projectRoot, projectTree, type Tree } from '../architecture/tree.ts';
import { blocksOf, patched } from './markdown.ts';

/** The project as it is when somebody has done what the README says. */
function followed(tree: Tree): Tree {
  const files = new Map(tree);
  for (const { language, text, about = '' } of blocksOf(tree.get('README.md') ?? '')) {
    if (language === 'ts') files.set(about, text);
    if (language === 'diff') files.set(about, patched(files.get(about) ?? '', text));
  }
  return files;
}

const worker = 'workers/accounts';
const tree = followed(projectTree());
const told = [...tree.keys()].filter((path) => tree.get(path) !== projectTree().get(path));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyline-verb-'));
  writeFiles(worker, folder);
  linkPackages();
  const settings = {
    extends: join(projectRoot, 'tsconfig.json'),
    include: ['src'],
    exclude: ['node_modules'],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(settings));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The packages of the Worker and those of the whole project, found as they are found there. */
function linkPackages(): void {
  mkdirSync(join(folder, 'node_modules/@types'), { recursive: true });
  for (const home of [join(projectRoot, worker), projectRoot]) {
    const packages = readdirSync(join(home, 'node_modules')).filter(
      (name) => !/^\.|^@types$|^@keyline$/.test(name),
    );
    for (const name of packages)
      symlinkSync(join(home, 'node_modules', name), join(folder, 'node_modules', name));
  }
  for (const home of [join(projectRoot, worker), projectRoot]) linkTypes(join(home, 'node_modules/@types'));
  for (const name of readdirSync(join(projectRoot, 'packages'))) linkOwnPackage(name);
}

/** Types of packages that have none of their own. */
function linkTypes(from: string): void {
  if (!existsSync(from)) return;
  for (const name of readdirSync(from)) {
    const to = join(folder, 'node_modules/@types', name);
    if (!existsSync(to)) symlinkSync(join(from, name), to);
  }
}

/** A package of the project as it is, or a copy of it with what the README changes there. */
function linkOwnPackage(name: string): void {
  const home = `packages/${name}`;
  const [there, here] = [join(projectRoot, home), join(folder, 'node_modules/@keyline', name)];
  if (!told.some((path) => path.startsWith(`${home}/`))) {
    mkdirSync(dirname(here), { recursive: true });
    symlinkSync(there, here);
    return;
  }
  writeFiles(home, here);
  if (existsSync(join(there, 'node_modules')))
    symlinkSync(join(there, 'node_modules'), join(here, 'node_modules'));
}

/** Writes a folder of the project, changed as the README says. */
function writeFiles(from: string, to: string): void {
  for (const [path, text] of tree) {
    if (!path.startsWith(`${from}/`)) continue;
    const file = join(to, path.slice(from.length + 1));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** Runs a tool of the project on the folder and returns what it said; rejects when it is not content. */
async function run(program: string, ...parameters: readonly string[]): Promise<string> {
  const surroundings = Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_ENV|TEST)/.test(name));
  const bin = join(projectRoot, 'node_modules/.bin');
  const { stdout } = await promisify(execFile)(join(bin, program), parameters, {
    cwd: folder,
    env: { ...Object.fromEntries(surroundings), PATH: `${bin}:${process.env.PATH}` },
    timeout: 120_000,
  });
  return stdout;
}

describe('the verb that the README adds', () => {
  test('touches the files that it names, of which two are new', () => {
    expect(told.sort()).toEqual([
      'packages/auth/src/permissions/accounts.ts',
      'packages/protocol/src/catalogue.ts',
      'workers/accounts/src/app.ts',
      'workers/accounts/src/commands/blacklist-account.test.ts',
      'workers/accounts/src/commands/blacklist-account.ts',
      'workers/accounts/src/problems/accounts.ts',
    ]);
    expect(told.filter((path) => !projectTree().has(path))).toHaveLength(2);
  });

  test('has the types that the compiler wants', async () => {
    await expect(run('tsc', '--noEmit', '-p', '.')).resolves.toBe('');
  }, 120_000);

  test('passes its own test', async () => {
    const said = await run('vitest', 'run', '--root', '.', 'src/commands/blacklist-account.test.ts');
    expect(said).toMatch(/Tests .*1 passed/);
  }, 120_000);

  test('stands in its rooms', () => {
    const findings = [operationFileFindings, purityFindings, roomFindings, textFindings].flatMap((guard) =>
      guard(tree),
    );
    expect([...findings, ...ownerFindings(tree, ownership)]).toEqual([]);
  }, 120_000);
});
