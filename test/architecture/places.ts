import type { Tree } from './tree.ts';

/** Folders of somebody's machine. */
const machinePath = /(?<![\w.~-])(?:\/(?:work|root|home|Users|mnt)\/[\w.-]+|[A-Z]:\\\w+)/;

/** Where packages are fetched from: everybody has a place of their own. */
const registry =
  /https?:\/\/[^\s"'`)>]*\b(?:registry|npmjs|npmmirror|yarnpkg|taobao|jfrog|artifactory|verdaccio|nexus|pypi|jsr|unpkg|jsdelivr)\b/i;

const lockfile = 'pnpm-lock.yaml';

/** Places that exist on one machine or in one network only. */
export function placeFindings(tree: Tree): string[] {
  return [...tree].flatMap(([path, text]) =>
    text.split('\n').flatMap((line, index) => {
      const says = whatIsWrong(path, line);
      return says === undefined ? [] : [`${path}:${index + 1} ${says}`];
    }),
  );
}

function whatIsWrong(path: string, line: string): string | undefined {
  if (path === lockfile) {
    // Reasons for deprecation are texts of others; a place to fetch from has a key of its own.
    const fetched =
      /^\s*(tarball|registry):/.test(line) || (line.includes('://') && !/^\s*deprecated:/.test(line));
    return fetched ? 'names a place to download from' : undefined;
  }
  if (machinePath.test(line)) return 'names a folder of one machine';
  return registry.test(line) ? 'names a package registry' : undefined;
}
