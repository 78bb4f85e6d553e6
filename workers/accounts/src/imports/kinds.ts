import { inputError } from '@keyline/http';
import { type ImportKind, kindsElsewhere, unknownFields } from '@keyline/imports';
import { ProblemError, refuseCommon } from '@keyline/kernel';
import type { ImportMapping } from '@keyline/schema';
import { accountKind } from './account-kind.ts';
import { contactKind } from './contact-kind.ts';
import { userKind } from './user-kind.ts';

/** The kinds whose records are of this Worker. */
export const ownKinds: readonly ImportKind[] = [accountKind, contactKind, userKind];

/** Every kind that can be handed in. */
export const importKinds: readonly ImportKind[] = [...ownKinds, ...kindsElsewhere];

export const importKindKeys: readonly string[] = importKinds.map(({ key }) => key);

/** Which fields the rows of each kind have, for those who write a mapping. */
export const fieldsOfKinds: string = importKinds
  .map(({ key, fields }) => `\`${key}\`: ${Object.keys(fields).join(', ')}.`)
  .join('\n\n');

/** The kind of this key; undefined for one that there is no more. */
export function importKindOf(key: string): ImportKind | undefined {
  return importKinds.find((kind) => kind.key === key);
}

/** Refuses a mapping that names fields which rows of this kind do not have. */
export function demandFields(key: string, mapping: ImportMapping): void {
  const kind = importKindOf(key);
  if (kind === undefined) throw new Error(`no kind of imports: ${key}`);
  const errors = unknownFields(kind, mapping).map((place) => inputError(`/mapping/${place}`, 'unknown'));
  if (errors.length > 0) throw new ProblemError(refuseCommon('request.invalid', { errors }));
}
