import { permissionKeys } from '@keyline/auth';
import type { Text } from '@keyline/kernel';
import type { Surface } from '../../support/surface.ts';

type Catalogue = Readonly<Record<string, { readonly summary: Text; readonly dataPermission?: string }>>;

/** Events that examples write and the catalogue does not know, or has no words for in each language. */
export function eventFindings(surface: Surface, catalogue: Catalogue): string[] {
  const known: readonly string[] = permissionKeys;
  const unknown = Object.entries(catalogue).flatMap(([type, { dataPermission }]) =>
    dataPermission === undefined || known.includes(dataPermission)
      ? []
      : [`${type} needs ${dataPermission}, which nobody can hold`],
  );
  const types = new Set(surface.mounted.flatMap(({ example }) => example.events ?? []));
  const named = [...types].flatMap((type) => {
    const summary = catalogue[type]?.summary;
    if (summary === undefined) return [`${type} is not in the catalogue`];
    const { en, 'zh-CN': zh } = summary;
    return [
      ...(/^[a-z]+(_[a-z]+)*\.[a-z]+(_[a-z]+)*$/.test(type) ? [] : [`${type} is no name of an event`]),
      ...(/[a-z]/i.test(en) ? [] : [`${type} has no English words`]),
      ...(/\p{Script=Han}/u.test(zh) ? [] : [`${type} has no Chinese words`]),
    ];
  });
  return [...named, ...unknown];
}
