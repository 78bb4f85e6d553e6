import type { Entries, Operation, Schema } from '../operation.ts';
import { exampleOf } from './example.ts';
import type { JsonSchema, Parameter, Reference, Schemas } from './model.ts';
import type { SchemaBook } from './schemas.ts';

/** The header parameters that mean the same wherever they are taken. */
export const headerParameters = {
  AcceptLanguage: {
    name: 'Accept-Language',
    in: 'header',
    required: false,
    description: 'The language of problem texts: `en` or `zh-CN`.',
    schema: { type: 'string' },
    example: 'zh-CN',
  },
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description:
      'Makes the request safe to repeat for 24 h: the same key and body get the first answer again. A new random key for each new request.',
    schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' },
    example: '5f0c7a52-3d1e-4b6a-9f58-2c1b7e90d4aa',
  },
  IfMatch: {
    name: 'If-Match',
    in: 'header',
    required: false,
    description: 'The ETag of the version that the change is meant for; any other is answered 412.',
    schema: { type: 'string' },
    example: '"1"',
  },
  IfNoneMatch: {
    name: 'If-None-Match',
    in: 'header',
    required: false,
    description: 'The ETag of a version already at hand: answered 304 without a body while it is current.',
    schema: { type: 'string' },
    example: '"1"',
  },
} as const satisfies Readonly<Record<string, Parameter>>;

/** Path, query and header parameters of an operation, in this order. */
export function parametersOf(operation: Operation, book: SchemaBook): (Parameter | Reference)[] {
  const { id, params, query, idempotent, versioned, kind } = operation;
  const reads = kind !== 'command';
  const taken: [keyof typeof headerParameters, boolean][] = [
    ['IdempotencyKey', idempotent],
    ['IfMatch', versioned && !reads],
    ['IfNoneMatch', versioned && reads],
    ['AcceptLanguage', true],
  ];
  return [
    ...parametersIn('path', params, book, id),
    ...parametersIn('query', query, book, id),
    ...taken.filter(([, takes]) => takes).map(([name]) => ({ $ref: `#/components/parameters/${name}` })),
  ];
}

function parametersIn(place: 'path' | 'query', entries: Entries, book: SchemaBook, id: string): Parameter[] {
  return Object.entries(entries).map(([name, entry]) => {
    const { description, examples, ...schema } = book.write(
      entry as Schema,
      'text',
      `${id}, ${place}/${name}`,
    );
    return {
      name,
      in: place,
      required: place === 'path' || !/^(optional|exact_optional|nullish)$/.test(entry.type),
      ...(description !== undefined && { description }),
      schema,
      ...exampleIn({ ...schema, ...(examples && { examples }) }, book.named),
    };
  });
}

/** An example only where somebody gave one: an invented cursor or filter would mislead. */
function exampleIn(schema: JsonSchema, named: Schemas): { readonly example?: unknown } {
  const items = typeof schema.items === 'object' ? schema.items : undefined;
  const told = schema.examples ?? schema.enum ?? schema.$ref ?? items?.examples ?? items?.enum ?? items?.$ref;
  return told === undefined ? {} : { example: exampleOf(schema, named) };
}
