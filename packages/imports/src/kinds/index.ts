import type { ImportKind } from '../kind.ts';
import { opportunityKind } from './opportunities.ts';

export { importedStages, opportunityKind } from './opportunities.ts';

/** Kinds whose rows become records of a Worker other than accounts, which takes their files in and tells of them. */
export const kindsElsewhere: readonly ImportKind[] = [opportunityKind];
