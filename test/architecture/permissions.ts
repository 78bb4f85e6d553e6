import type { Permissions } from '@keyline/auth';
import type { Domain } from '@keyline/http';
import { isTestCode } from './members.ts';
import { codeOf, reads, type Token } from './tokens.ts';
import { filesOf, type Tree } from './tree.ts';

/** A Worker with the permissions that it spells. */
export interface Spelled {
  readonly domain: Domain;
  readonly permissions: Permissions;
}

const dotted = /^[a-z]+(_[a-z]+)*(\.[a-z]+(_[a-z]+)*)+$/;

/** Permissions that an operation asks for and its Worker does not spell, and those that nothing asks for. */
export function permissionFindings(tree: Tree, workers: readonly Spelled[]): string[] {
  const everywhere = new Set(workers.flatMap(({ permissions }) => Object.keys(permissions)));
  return workers.flatMap(({ domain, permissions }) => {
    const spelled = Object.keys(permissions);
    const asked = domain.operations
      .map(({ id, permission }) => ({ id, permission }))
      .filter((one): one is { id: string; permission: string } => isKey(one.permission));
    const words = wordsOf(tree, domain.name);
    return [
      ...asked
        .filter(({ permission }) => !spelled.includes(permission))
        .map(
          ({ id, permission }) =>
            `${domain.name}: ${id} asks for ${permission}, which permissions.ts does not spell`,
        ),
      ...words
        .filter(({ word }) => !everywhere.has(word))
        .map(({ path, line, word }) => `${path}:${line} asks for ${word}, which nobody spells`),
      ...spelled
        .filter(
          (key) =>
            !asked.some(({ permission }) => permission === key) && !words.some(({ word }) => word === key),
        )
        .map((key) => `${domain.name}: nothing asks for ${key}`),
      ...spelled
        .filter((key) => !dotted.test(key))
        .map((key) => `${domain.name}: ${key} is not dotted lower case`),
    ];
  });
}

function isKey(permission: string | null): boolean {
  return permission !== null && permission !== 'anonymous';
}

/** Functions whose texts are permissions: parts of SQL that ask for rights. */
const askedBy = /^(grants|within|visible[A-Z]\w*)$/;

interface Asked {
  readonly path: string;
  readonly line: number;
  readonly word: string;
}

/** Permissions in the texts of a Worker: given to such a function, or as `permission` or in `asks`. */
function wordsOf(tree: Tree, worker: string): readonly Asked[] {
  const files = filesOf(tree, new RegExp(`^workers/${worker}/src/(?!permissions).*\\.ts$`));
  return files
    .filter(([path]) => !isTestCode(path))
    .flatMap(([path, source]) => {
      const code = codeOf(source);
      const texts = code.flatMap((_, at) => textsAskedAt(code, at)).filter(({ kind }) => kind === 'string');
      return texts
        .filter(({ text }) => dotted.test(text))
        .map(({ line, text }) => ({ path, line, word: text }));
    });
}

function textsAskedAt(code: readonly Token[], at: number): readonly Token[] {
  if (reads(code, at, 'permission', ':')) return code.slice(at + 2, at + 3);
  const isCall = code[at]?.kind === 'name' && askedBy.test(code[at].text) && reads(code, at + 1, '(');
  if (!isCall && !reads(code, at, 'asks', ':', '[')) return [];
  const end = code.findIndex(
    (_, index) => index > at && (reads(code, index, ')') || reads(code, index, ']')),
  );
  return code.slice(at, end);
}
