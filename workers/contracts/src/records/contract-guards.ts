import type { Context } from '@keyline/process/engine';
import type { ContractRow } from '../views.ts';
import { isComplete } from './field-values.ts';
import type { TemplateVersion } from './templates.ts';

/** The guards that processes of contracts may name, for this one. */
export function guardOf(
  row: ContractRow,
  template: TemplateVersion | undefined,
): NonNullable<Context['guard']> {
  const { value, startOn, endOn, entered } = row;
  const hasTerms = value !== null && startOn !== null && endOn !== null;
  return (name) =>
    name === 'is_filled_in' && hasTerms && template !== undefined && isComplete(template.fields, entered);
}
