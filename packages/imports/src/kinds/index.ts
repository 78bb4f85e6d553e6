import type { ImportKind } from '../kind.ts';

/** Kinds whose rows become records of a Worker other than accounts, which takes their files in and tells of them. */
export const kindsElsewhere: readonly ImportKind[] = [];
