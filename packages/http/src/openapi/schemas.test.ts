import { instantInput, lineField } from '@keyline/kernel';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { createSchemaBook } from './schemas.ts';
import type { Side } from './valibot-view.ts';

function written(schema: v.GenericSchema, side: Side = 'sent') {
  return createSchemaBook().write(schema, side, 'test');
}

const digits = v.pipe(
  v.string(),
  v.regex(/^\d{1,4}$/, 'integer'),
  v.transform(Number),
  v.maxValue(200),
  v.metadata({ examples: ['50'] }),
  v.description('Rows per page.'),
);

describe('a Valibot schema as JSON Schema', () => {
  test('is what the caller writes, with the words from behind a transformation', () => {
    expect(written(instantInput)).toEqual({
      type: 'string',
      format: 'date-time',
      examples: ['2026-03-02T01:30:00.000Z'],
    });
    expect(written(digits)).toMatchObject({ type: 'string', pattern: '^\\d{1,4}$', examples: ['50'] });
  });

  test('shows digits in a query as the number they are', () => {
    expect(written(v.optional(digits), 'text')).toEqual({
      type: 'integer',
      maximum: 200,
      examples: [50],
      description: 'Rows per page.',
    });
    const decimal = v.pipe(v.string(), v.regex(/^[0-9.]+$/), v.transform(Number));
    expect(written(decimal, 'text')).toEqual({ type: 'number' });
  });

  test('is what comes out: from the last schema of a pipe on', () => {
    const schema = v.pipe(v.string(), v.transform(Number), v.number(), v.minValue(0));
    expect(written(schema, 'answered')).toEqual({ type: 'number', minimum: 0 });
    expect(written(schema, 'sent')).toEqual({ type: 'string' });
  });

  test('keeps trimming, checks and unicode patterns from standing in the way', () => {
    const schema = v.pipe(
      lineField(20, '重点'),
      v.check((text) => text !== 'x', 'invalid'),
    );
    expect(written(schema)).toEqual({
      type: 'string',
      minLength: 1,
      maxLength: 20,
      pattern: '^[^\\p{Cc}\\p{Cs}]*$',
      examples: ['重点'],
    });
  });

  test('keeps two patterns, and leaves out one that ignores case', () => {
    const both = v.pipe(v.string(), v.regex(/^a/), v.regex(/z$/));
    expect(written(both)).toEqual({ type: 'string', pattern: '^a', allOf: [{ pattern: 'z$' }] });
    expect(written(v.pipe(v.string(), v.regex(/^a/i)))).toEqual({ type: 'string' });
  });

  test('is refused, with its place, where JSON Schema has no words for it', () => {
    expect(() => createSchemaBook().write(v.date(), 'sent', 'createAccount, body')).toThrow(
      /^createAccount, body: /,
    );
  });
});

describe('schemas with a name', () => {
  const money = v.pipe(v.strictObject({ amount: v.number() }), v.metadata({ ref: 'Money' }));

  test('become components, however deep they stand', () => {
    const book = createSchemaBook();
    const list = v.strictObject({ data: v.array(v.strictObject({ spend: v.nullable(money) })) });
    expect(JSON.stringify(book.write(list, 'answered', 'test'))).toContain(
      '"spend":{"anyOf":[{"$ref":"#/components/schemas/Money"},{"type":"null"}]}',
    );
    expect(book.named).toEqual({
      Money: {
        type: 'object',
        properties: { amount: { type: 'number' } },
        required: ['amount'],
        additionalProperties: false,
      },
    });
  });

  test('may be described anew beside their reference', () => {
    const book = createSchemaBook();
    book.write(money, 'sent', 'test');
    expect(book.write(v.pipe(money, v.description('Per month.')), 'sent', 'test')).toEqual({
      $ref: '#/components/schemas/Money',
      description: 'Per month.',
    });
  });

  test('mean one thing only', () => {
    const book = createSchemaBook();
    book.write(money, 'sent', 'test');
    const other = v.pipe(v.strictObject({ fen: v.number() }), v.metadata({ ref: 'Money' }));
    expect(() => book.write(other, 'sent', 'test')).toThrow('two different schemas are called Money');
    expect(() => book.name('not a name', {})).toThrow('not a name for a schema');
  });

  test('may hold themselves', () => {
    interface Unit {
      readonly children: Unit[];
    }
    const unit: v.GenericSchema<Unit> = v.pipe(
      v.strictObject({ children: v.array(v.lazy(() => unit)) }),
      v.metadata({ ref: 'Unit' }),
    );
    const book = createSchemaBook();
    expect(book.write(unit, 'answered', 'test')).toEqual({ $ref: '#/components/schemas/Unit' });
    expect(book.named.Unit?.properties?.children).toEqual({
      type: 'array',
      items: { $ref: '#/components/schemas/Unit' },
    });
    const nameless: v.GenericSchema<Unit> = v.strictObject({ children: v.array(v.lazy(() => nameless)) });
    expect(() => book.write(nameless, 'sent', 'test')).toThrow('needs v.metadata({ ref })');
  });
});
