import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { settingFindings } from './settings.ts';
import { projectRoot, projectTree, treeOf } from './tree.ts';

const biome = projectTree().get('biome.json') ?? '';
const tsconfig = projectTree().get('tsconfig.json') ?? '';

function findingsFor(changes: Readonly<Record<string, string>>): string[] {
  return settingFindings(treeOf({ 'biome.json': biome, 'tsconfig.json': tsconfig, ...changes }));
}

/** What Biome says of a source under the project's own settings. */
function lint(source: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'keyline-lint-'));
  try {
    writeFileSync(
      join(folder, 'biome.json'),
      JSON.stringify({ ...JSON.parse(biome), vcs: { enabled: false } }),
    );
    writeFileSync(join(folder, 'fixture.ts'), source);
    const program = join(projectRoot, 'node_modules/.bin/biome');
    const { stdout, stderr } = spawnSync(program, ['lint', '.'], { cwd: folder, encoding: 'utf8' });
    return stdout + stderr;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('the strictness of the tools', () => {
  test('is on, and no file of the project escapes it', () => {
    expect(settingFindings(projectTree())).toEqual([]);
  });

  test.each([
    ['noExplicitAny', 'export const x: any = 1;'],
    ['noDefaultExport', 'export default 1;'],
    ['noNonNullAssertion', 'export const x = (y: { z?: number }) => y.z!;'],
  ])('makes %s an error', (rule, source) => {
    const said = lint(source);
    expect(said).toContain(rule);
    expect(said).toContain('Found 1 error');
  });

  test('that is turned off is seen', () => {
    expect(
      findingsFor({ 'biome.json': biome.replace('"noExplicitAny": "error"', '"noExplicitAny": "off"') }),
    ).toEqual(['biome.json: noExplicitAny is no error']);
    expect(findingsFor({ 'tsconfig.json': tsconfig.replace('"strict": true', '"strict": false') })).toEqual([
      'tsconfig.json: strict is off',
    ]);
  });

  test('that is loosened for some files is seen', () => {
    const override = { linter: { rules: { suspicious: { noExplicitAny: 'off' } } } };
    const loosened = JSON.stringify({ ...JSON.parse(biome), overrides: [override] });
    expect(findingsFor({ 'biome.json': loosened })).toEqual([
      'biome.json: noExplicitAny is loosened for some files',
    ]);
  });

  test.each([
    '@ts-expect-error',
    '@ts-ignore',
    'biome-ignore lint/suspicious/noExplicitAny: easier',
    'biome-ignore-all lint: x',
  ])('that one place escapes is seen: %s', (words) => {
    expect(findingsFor({ 'packages/a/src/a.ts': `// ${words}\nf();` })).toEqual([
      expect.stringContaining('packages/a/src/a.ts:1 escapes the checks'),
    ]);
  });
});
