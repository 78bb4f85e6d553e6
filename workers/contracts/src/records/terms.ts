import { unfit } from '@keyline/cases';
import { inputError } from '@keyline/http';
import type { InputError } from '@keyline/kernel';
import type { FieldValues } from '../domain/fingerprint.ts';

/** The values of a contract; throws the problem that names every term that does not fit. */
export function agreedValues(
  values: FieldValues | readonly InputError[],
  { startOn, endOn }: { readonly startOn: string | null; readonly endOn: string | null },
): FieldValues {
  const late = startOn !== null && endOn !== null && endOn < startOn;
  const errors = [...(isErrors(values) ? values : []), ...(late ? [inputError('/endOn', 'not_after')] : [])];
  if (errors.length > 0 || isErrors(values)) throw unfit(errors);
  return values;
}

function isErrors(values: FieldValues | readonly InputError[]): values is readonly InputError[] {
  return Array.isArray(values);
}
