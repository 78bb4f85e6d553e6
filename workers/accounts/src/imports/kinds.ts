import type { AnyRunner, ImportKind } from '@keyline/imports';
import { accountImports } from './accounts.ts';

/** Kinds of rows that become records of this Worker. */
export const importRunners: readonly AnyRunner[] = [accountImports];

/** Every kind that can be handed in. */
export const importKinds: readonly ImportKind[] = importRunners.map(({ kind }) => kind);

export const importKindKeys: readonly string[] = importKinds.map(({ key }) => key);

/** The kind of this key; undefined for one that there is no more. */
export function importKindOf(key: string): ImportKind | undefined {
  return importKinds.find((kind) => kind.key === key);
}
