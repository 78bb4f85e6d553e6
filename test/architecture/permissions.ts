import type { Permissions } from '@keyline/auth';
import type { Domain } from '@keyline/http';
import { isTestCode } from './members.ts';
import { codeOf, reads } from './tokens.ts';
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

/** Permissions in the texts of a Worker: given to such a function, or as `permission` or in `asks`. */
function wordsOf(tree: Tree, worker: string): { path: string; line: number; word: string }[] {
  const files = filesOf(tree, new RegExp(`^workers/${worker}/src/(?!permissions).*\\.ts$`));
  return files
    .filter(([path]) => !isTestCode(path))
    .flatMap(([path, source]) => {
      const code = codeOf(source);
      const words: { path: string; line: number; word: string }[] = [];
      code.forEach((token, at) => {
        const call = token.kind === 'name' && askedBy.test(token.text) && reads(code, at + 1, '(');
        const list = reads(code, at, 'asks', ':', '[')
          ? 3
          : reads(code, at, 'permission', ':')
            ? 2
            : call
              ? 2
              : 0;
        for (let index = at + list; list > 0 && index < code.length; index += 1) {
          const [part, next] = [code[index], code[index + 1]];
          if (part?.kind === 'string' && dotted.test(part.text))
            words.push({ path, line: part.line, word: part.text });
          const ends = list === 2 && !call;
          if (ends || next === undefined || next.text === ')' || next.text === ']') break;
        }
      });
      return words;
    });
}
