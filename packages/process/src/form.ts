import { dateField, emailField, idField, instantInput, type Locale, type Text } from '@keyline/kernel';
import * as v from 'valibot';
import { fieldNameField, textsField } from './words.ts';

const nameField = fieldNameField('reason');

const titlesField = v.pipe(
  textsField('Reason', '原因'),
  v.description('The title in every language: an annotation that JSON Schema passes over.'),
);

const formats = ['date', 'date-time', 'email', 'multi-line', 'user'] as const;
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(10_000));
const bound = v.pipe(v.number(), v.minValue(-9_007_199_254_740_991), v.maxValue(9_007_199_254_740_991));

const scalar = {
  type: v.picklist(['string', 'integer', 'number', 'boolean']),
  minLength: v.exactOptional(count),
  maxLength: v.exactOptional(count),
  format: v.exactOptional(v.picklist(formats)),
  minimum: v.exactOptional(bound),
  maximum: v.exactOptional(bound),
  oneOf: v.exactOptional(
    v.pipe(
      v.array(v.strictObject({ const: v.union([v.string(), v.number()]), titles: titlesField })),
      v.minLength(1),
      v.maxLength(100),
    ),
  ),
};

const scalarField = v.pipe(v.strictObject(scalar), v.metadata({ ref: 'FormScalar' }));

const listed = {
  type: v.literal('array'),
  items: scalarField,
  minItems: v.exactOptional(count),
  maxItems: v.exactOptional(count),
};

const plainProperty = v.variant('type', [
  v.strictObject({ ...scalar, titles: titlesField }),
  v.strictObject({ ...listed, titles: titlesField }),
]);

const grouped = {
  type: v.literal('object'),
  properties: v.record(nameField, plainProperty),
  required: v.exactOptional(v.pipe(v.array(nameField), v.maxLength(50))),
};

const property = v.variant('type', [
  v.strictObject({ ...scalar, titles: titlesField }),
  v.strictObject({ ...listed, titles: titlesField }),
  v.strictObject({ ...grouped, titles: titlesField }),
]);

/**
 * A form: the part of JSON Schema 2020-12 that a definition may use. An object of named fields that are text,
 * numbers, truth values, choices, or lists of these, or a group of such fields; nothing else is accepted, and no field
 * beyond those named.
 */
export const formField = v.pipe(
  v.strictObject({
    type: v.literal('object'),
    properties: v.record(nameField, property),
    required: v.exactOptional(v.pipe(v.array(nameField), v.maxLength(50))),
  }),
  v.metadata({
    ref: 'ProcessForm',
    examples: [
      {
        type: 'object',
        properties: {
          reason: { type: 'string', titles: { en: 'Reason', 'zh-CN': '原因' }, maxLength: 1000 },
        },
        required: ['reason'],
      },
    ],
  }),
);

export type Form = v.InferOutput<typeof formField>;
type Property = v.InferOutput<typeof property>;
type Group = Pick<Form, 'required'> & { readonly properties: Readonly<Record<string, Property>> };
type ScalarField = v.InferOutput<typeof scalarField>;

/** What may be entered where a form is missing: nothing. */
export const emptyForm: Form = { type: 'object', properties: {} };

/** A form as a schema that checks what was entered; it interprets, and makes no code. */
export function formSchema({ properties, required = [] }: Group): v.GenericSchema<Record<string, unknown>> {
  const entries = Object.entries(properties).map(([name, field]) => {
    const schema = schemaOf(field);
    return [name, required.includes(name) ? schema : v.exactOptional(schema)] as const;
  });
  return v.strictObject(Object.fromEntries(entries));
}

function schemaOf(field: Property): v.GenericSchema {
  if (field.type === 'object') return formSchema(field);
  if (field.type !== 'array') return scalarSchema(field);
  const { items, minItems = 0, maxItems = 200 } = field;
  return v.pipe(v.array(scalarSchema(items)), v.minLength(minItems), v.maxLength(maxItems));
}

function scalarSchema(field: ScalarField): v.GenericSchema {
  if (field.oneOf) return v.picklist(field.oneOf.map((choice) => choice.const));
  if (field.type === 'boolean') return v.boolean();
  if (field.type === 'string') return textSchema(field);
  const { minimum = -9_007_199_254_740_991, maximum = 9_007_199_254_740_991 } = field;
  const number = field.type === 'integer' ? v.pipe(v.number(), v.safeInteger()) : v.number();
  return v.pipe(number, v.minValue(minimum), v.maxValue(maximum));
}

function textSchema({ format, minLength = 0, maxLength = 4000 }: ScalarField): v.GenericSchema {
  if (format === 'date') return dateField;
  if (format === 'date-time') return v.pipe(v.string(), v.check(isInstant, 'instant'));
  if (format === 'email') return emailField;
  if (format === 'user') return idField('user');
  const [allowed, code] =
    format === 'multi-line' ? [/^(?:[\t\n\r]|[^\p{Cc}\p{Cs}])*$/u, 'text'] : [/^[^\p{Cc}\p{Cs}]*$/u, 'line'];
  return v.pipe(v.string(), v.trim(), v.minLength(minLength), v.maxLength(maxLength), v.regex(allowed, code));
}

function isInstant(text: string): boolean {
  return v.is(instantInput, text);
}

/** The form as JSON Schema 2020-12 for whoever fills it in: titles in his language, beside those of every language. */
export function formJson(form: Form, locale: Locale): Record<string, unknown> {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    ...(titled(form, locale) as Record<string, unknown>),
  };
}

function titled(node: unknown, locale: Locale): unknown {
  if (Array.isArray(node)) return node.map((one) => titled(one, locale));
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node).map(([key, value]): [string, unknown] =>
    key === 'titles' ? [key, value] : [key, titled(value, locale)],
  );
  const { titles } = node as { readonly titles?: Text };
  const closed = 'properties' in node ? [...entries, ['additionalProperties', false] as const] : entries;
  return Object.fromEntries(titles?.[locale] === undefined ? closed : [['title', titles[locale]], ...closed]);
}

/** What was entered that names a user, by the pointer where it stands: somebody has to look whether he is there. */
export function usersIn(
  form: Group,
  entered: Readonly<Record<string, unknown>>,
): readonly (readonly [string, string])[] {
  return Object.entries(form.properties).flatMap(([name, field]) => {
    const value = entered[name];
    if (field.type === 'object') {
      const inside = typeof value === 'object' && value !== null ? value : {};
      const found = usersIn(field, inside as Readonly<Record<string, unknown>>);
      return found.map(([pointer, id]) => [`/${name}${pointer}`, id] as const);
    }
    if (field.type === 'array') {
      const listed = field.items.format === 'user' && Array.isArray(value) ? value : [];
      return listed.map((id, index) => [`/${name}/${index}`, String(id)] as const);
    }
    return field.format === 'user' && typeof value === 'string' ? [[`/${name}`, value] as const] : [];
  });
}
