import type { InputError } from '@keyline/kernel';
import { finding, repeated } from './findings.ts';
import type { Form } from './form.ts';

type Path = readonly (string | number)[];
type Property = Form['properties'][string];
type Scalar = Extract<Property, { type: 'array' }>['items'];

/** What is wrong with a form beyond its shape: names, bounds, choices and formats that do not go together. */
export function checkForm(form: Pick<Form, 'required' | 'properties'>, path: Path): InputError[] {
  const names = Object.keys(form.properties);
  const required = form.required ?? [];
  return [
    ...required.flatMap((name, index) =>
      names.includes(name) ? [] : [finding([...path, 'required', index], 'unknown_field', name)],
    ),
    ...repeated(required, (index) => [...path, 'required', index]),
    ...names.flatMap((name) =>
      checkProperty(form.properties[name] as Property, [...path, 'properties', name]),
    ),
  ];
}

function checkProperty(field: Property, path: Path): InputError[] {
  if (field.type === 'object') return checkForm(field, path);
  if (field.type !== 'array') return checkScalar(field, path);
  const { minItems = 0, maxItems = Number.POSITIVE_INFINITY, items } = field;
  return [
    ...(minItems > maxItems ? [finding([...path, 'maxItems'], 'not_rising')] : []),
    ...checkScalar(items, [...path, 'items']),
  ];
}

function checkScalar(field: Scalar, path: Path): InputError[] {
  const { type, minLength = 0, maxLength = 10_000, minimum, maximum, oneOf } = field;
  const isText = type === 'string';
  const isNumber = type === 'integer' || type === 'number';
  const misplaced = [
    ...(['minLength', 'maxLength', 'format'] as const).filter((key) => field[key] !== undefined && !isText),
    ...(['minimum', 'maximum'] as const).filter((key) => field[key] !== undefined && !isNumber),
    ...(oneOf !== undefined && type === 'boolean' ? ['oneOf'] : []),
  ];
  const constants = oneOf?.map((choice) => choice.const) ?? [];
  return [
    ...misplaced.map((key) => finding([...path, key], 'not_for_type', type)),
    ...(minLength > maxLength ? [finding([...path, 'maxLength'], 'not_rising')] : []),
    ...(minimum !== undefined && maximum !== undefined && minimum > maximum
      ? [finding([...path, 'maximum'], 'not_rising')]
      : []),
    ...constants.flatMap((value, index) =>
      (typeof value === 'string') === isText
        ? []
        : [finding([...path, 'oneOf', index, 'const'], 'not_for_type', type)],
    ),
    ...repeated(constants.map(String), (index) => [...path, 'oneOf', index, 'const']),
  ];
}
