import { describe, expect, test } from 'vitest';
import { exampleOf } from './example.ts';

describe('an example made of a schema', () => {
  test('shows every field, the optional ones too, by its first example', () => {
    const schema = {
      type: 'object',
      properties: {
        name: { type: 'string', examples: ['西安', 'ignored'] },
        tags: { type: 'array', items: { type: 'string', examples: ['重点'] } },
        kind: { type: 'string', enum: ['a', 'b'] },
        currency: { const: 'CNY' },
        force: { type: 'boolean' },
        pair: {
          type: 'array',
          prefixItems: [
            { type: 'integer', minimum: 7 },
            { type: 'number', maximum: 0 },
          ],
        },
      },
      required: ['name'],
    };
    expect(exampleOf(schema)).toEqual({
      name: '西安',
      tags: ['重点'],
      kind: 'a',
      currency: 'CNY',
      force: false,
      pair: [7, 0],
    });
  });

  test('of the whole wins over those of its parts', () => {
    const schema = { type: 'object', examples: [{ accountId: 1 }], properties: { name: { type: 'string' } } };
    expect(exampleOf(schema)).toEqual({ accountId: 1 });
  });

  test('is null only where nothing better is known', () => {
    const nullable = (schema: object) => ({ anyOf: [schema, { type: 'null' }] });
    expect(exampleOf(nullable({ type: 'string', examples: ['x'] }))).toBe('x');
    expect(exampleOf(nullable({ type: 'string', format: 'date' }))).toBe('2026-03-31');
    expect(exampleOf(nullable({ type: 'string' }))).toBeNull();
    expect(exampleOf({ anyOf: [{ type: 'null' }] })).toBeNull();
  });

  test('follows references and joins what must hold together', () => {
    const named = { Money: { type: 'object', properties: { amount: { type: 'integer', examples: [5] } } } };
    const reference = { $ref: '#/components/schemas/Money' };
    const more = { type: 'object', properties: { unit: { const: 'fen' } } };
    expect(exampleOf({ allOf: [reference, more] }, named)).toEqual({ amount: 5, unit: 'fen' });
    expect(() => exampleOf({ $ref: '#/components/schemas/Nothing' }, named)).toThrow('no schema at');
  });

  test('keeps to lengths, and asks for an example where only that can fit', () => {
    expect(exampleOf({ type: 'string', minLength: 6 })).toBe('text..');
    expect(exampleOf({ type: 'string', maxLength: 2 })).toBe('te');
    const code = { type: 'string', pattern: '^[A-Z]{3}$' };
    expect(() => exampleOf({ type: 'object', properties: { code } })).toThrow('/code needs an example');
  });
});
