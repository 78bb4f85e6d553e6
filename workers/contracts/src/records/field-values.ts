import { inputError, inputErrors } from '@keyline/http';
import { dateField, type InputError, moneyField, textField } from '@keyline/kernel';
import type { FieldValue, TemplateField } from '@keyline/schema';
import * as v from 'valibot';
import type { FieldValues } from '../domain/fingerprint.ts';

function schemaOf({ type, options = [] }: TemplateField): v.GenericSchema<unknown, FieldValue> {
  if (type === 'text') return textField(2000, '500 Mbit/s');
  if (type === 'number') return v.pipe(v.number(), v.finite());
  if (type === 'money') return moneyField;
  if (type === 'date') return dateField;
  return v.picklist(options.map(({ value }) => value));
}

/** Values by the fields of a template: those kept and those given. */
export function mergedValues(
  fields: readonly TemplateField[],
  kept: FieldValues,
  given: Readonly<Record<string, unknown>>,
): FieldValues | readonly InputError[] {
  const byName = new Map(fields.map((field) => [field.name, field]));
  const errors: InputError[] = [];
  const values: Record<string, FieldValue> = {};
  for (const [name, value] of Object.entries(kept)) {
    const field = byName.get(name);
    // What another template had under this name may be of another type: then it goes.
    if (field !== undefined && v.is(schemaOf(field), value)) values[name] = value;
  }
  for (const [name, value] of Object.entries(given)) {
    const field = byName.get(name);
    const pointer = `/values/${name.replace(/~/g, '~0').replace(/\//g, '~1')}`;
    if (field === undefined) {
      errors.push(inputError(pointer, 'not_of_template'));
    } else if (value === null) {
      delete values[name];
    } else {
      const parsed = v.safeParse(schemaOf(field), value);
      if (parsed.success) values[name] = parsed.output;
      else errors.push(...inputErrors(parsed.issues, pointer));
    }
  }
  return errors.length > 0 ? errors : values;
}

/** Whether nothing is missing that the template wants before the review. */
export function isComplete(fields: readonly TemplateField[], values: FieldValues): boolean {
  return fields.every(({ name, required }) => !required || values[name] !== undefined);
}
