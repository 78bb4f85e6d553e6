import { inputError } from '@keyline/http';
import type { InputError } from '@keyline/kernel';
import type { TemplateField } from '@keyline/schema';
import { commonPlaces, placesIn } from '../domain/template-places.ts';

/** What is wrong with a text and its fields together, beyond the shape of each. */
export function templateErrors(body: string, fields: readonly TemplateField[]): InputError[] {
  const names = fields.map(({ name }) => name);
  const common: readonly string[] = commonPlaces;
  const known = new Set([...names, ...common]);
  return [
    ...(placesIn(body).every((name) => known.has(name)) ? [] : [inputError('/body', 'placeholder')]),
    ...fields.flatMap(({ name, type, options }, index) => [
      ...(names.indexOf(name) < index ? [inputError(`/fields/${index}/name`, 'twice')] : []),
      ...(common.includes(name) ? [inputError(`/fields/${index}/name`, 'reserved')] : []),
      ...(type === 'choice' && options === undefined
        ? [inputError(`/fields/${index}/options`, 'required')]
        : []),
      ...(type !== 'choice' && options !== undefined
        ? [inputError(`/fields/${index}/options`, 'unknown')]
        : []),
    ]),
  ];
}
