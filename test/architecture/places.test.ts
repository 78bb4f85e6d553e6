import { describe, expect, test } from 'vitest';
import { placeFindings } from './places.ts';
import { projectTree, treeOf } from './tree.ts';

// Put together here, so that this file does not name them itself.
const home = ['', 'home', 'somebody', 'keyline'].join('/');
const drive = ['C:', 'Users'].join('\\');
const registry = ['https:', '', 'registry.npmjs.org', 'hono'].join('/');

const findingsFor = (path: string, text: string) => placeFindings(treeOf({ [path]: text }));

describe('places of one machine or one network', () => {
  test('are nowhere in the project', () => {
    expect(placeFindings(projectTree())).toEqual([]);
  });

  test.each([home, drive])('are seen in any file: %s', (place) => {
    expect(findingsFor('README.md', `See\n${place}.`)).toEqual(['README.md:2 names a folder of one machine']);
    expect(findingsFor('packages/a/src/a.ts', `const x = '${place}';`)).toHaveLength(1);
  });

  test('are seen when packages would come from there', () => {
    expect(findingsFor('.npmrc', `registry=${registry}`)).toEqual(['.npmrc:1 names a package registry']);
  });

  test('are no paths of URLs, modules or the project', () => {
    const text = "'/v1/accounts' 'https://keyline.test/home/x' './work/a' 'packages/home/a' '~/work/b'";
    expect(findingsFor('packages/a/src/a.ts', text)).toEqual([]);
  });

  test('do not enter the lockfile', () => {
    const lock = (line: string) => findingsFor('pnpm-lock.yaml', line);
    expect(lock(`    resolution: {tarball: ${registry}}`)).toHaveLength(1);
    expect(lock(`    tarball: ${['file:', 'a.tgz'].join('')}`)).toHaveLength(1);
    expect(lock(`    deprecated: see ${registry}`)).toEqual([]);
    expect(lock('    resolution: {integrity: sha512-abc==}')).toEqual([]);
  });
});
