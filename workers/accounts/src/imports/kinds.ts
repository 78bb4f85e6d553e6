import type { ImportKind } from '@keyline/imports';
import { accountKind } from './account-kind.ts';
import { contactKind } from './contact-kind.ts';

/** Every kind that can be handed in. */
export const importKinds: readonly ImportKind[] = [accountKind, contactKind];

export const importKindKeys: readonly string[] = importKinds.map(({ key }) => key);

/** The kind of this key; undefined for one that there is no more. */
export function importKindOf(key: string): ImportKind | undefined {
  return importKinds.find((kind) => kind.key === key);
}
