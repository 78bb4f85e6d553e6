import { describe, expect, test } from 'vitest';
import { fieldRow, fieldsView, recordsIn, typeView } from './schema-view.ts';

/** The text of a piece of a page, as it is read. */
async function read(piece: ReturnType<typeof typeView> | undefined): Promise<string> {
  return String(await piece)
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

describe('the type of a field in a few words', () => {
  test.each([
    [{ type: 'string', format: 'date' }, 'string · date'],
    [{ type: ['string', 'null'] }, 'string | null'],
    [{ enum: ['a', 'b'] }, 'a | b'],
    [{ const: 'CNY' }, '&quot;CNY&quot;'],
    [{ type: 'array', items: { $ref: '#/components/schemas/Account' } }, '[ Account ]'],
    [{ anyOf: [{ $ref: '#/components/schemas/Account' }, { type: 'null' }] }, 'Account | null'],
    [{}, 'any'],
  ])('%j', async (schema, words) => {
    expect(await read(typeView(schema))).toBe(words);
  });
});

describe('a field', () => {
  test.each([
    [{ type: 'string', minLength: 1, maxLength: 200 }, '1 – 200 characters 个字符'],
    [{ type: 'array', items: { type: 'string' }, maxItems: 10 }, '≤ 10 entries 项'],
    [{ type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER }, '≥ 1'],
    [
      { anyOf: [{ type: 'string', maxLength: 40, description: 'A code.' }, { type: 'null' }] },
      'A code. ≤ 40',
    ],
  ])('tells its bounds: %j', async (schema, words) => {
    expect(await read(fieldRow({ name: 'x', schema, required: false }, 'sent'))).toContain(words);
  });

  test('tells that it is required, and what is inside of it', async () => {
    const schema = { type: 'object', properties: { amount: { type: 'integer' } }, required: ['amount'] };
    const words = await read(fieldRow({ name: 'spend', schema, required: false }, 'sent'));
    expect(words).toBe('spend object amount integer required 必填');
    expect(await read(fieldsView(schema, 'read'))).toBe('amount integer');
  });

  test('shows each of several forms', async () => {
    const form = (name: string) => ({ type: 'object', properties: { [name]: { type: 'string' } } });
    expect(await read(fieldsView({ oneOf: [form('password'), form('refreshToken')] }, 'sent'))).toBe(
      'one of these 以下之一 password string refreshToken string',
    );
  });
});

test('records are found through one another, even in circles', () => {
  const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const named = {
    Page: { type: 'array', items: reference('Unit') },
    Unit: { type: 'object', properties: { parent: reference('Unit') } },
    Other: { type: 'object' },
  };
  expect([...recordsIn(reference('Page'), named)]).toEqual(['Page', 'Unit']);
});
