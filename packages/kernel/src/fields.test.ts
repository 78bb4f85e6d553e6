import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import {
  choiceField,
  dateField,
  emailField,
  idField,
  instantField,
  instantInput,
  lineField,
  moneyField,
  textField,
  versionField,
} from './fields.ts';
import { type IdKind, idPrefixes, newId } from './ids.ts';
import { fen } from './money.ts';

const accepts = (schema: v.GenericSchema, input: unknown) => v.safeParse(schema, input).success;

describe('ids', () => {
  test.each(Object.keys(idPrefixes) as IdKind[])('a new %s id fits, and so does its example', (kind) => {
    const schema = idField(kind);
    expect(accepts(schema, newId(kind))).toBe(true);
    for (const example of examplesOf(schema)) expect(accepts(schema, example)).toBe(true);
  });

  test('an id of another kind does not', () => {
    expect(accepts(idField('account'), newId('user'))).toBe(false);
    expect(accepts(idField('account'), 'acc_81kafxq0h3e7rvx8bm2s9t4c5d')).toBe(false);
  });
});

describe('a line of text', () => {
  const line = lineField(10, 'Acme');

  test('is trimmed before it is measured', () => {
    expect(v.parse(line, '  0123456789\t')).toBe('0123456789');
    expect(accepts(line, '01234567890')).toBe(false);
    expect(accepts(line, '   ')).toBe(false);
  });

  test.each(['a\nb', 'a\u0000b', 'a\u007fb', 'a\u0085b', 'a\ud800b'])('%j is none', (text) => {
    expect(accepts(line, text)).toBe(false);
  });

  test('takes any other letter of any script', () => {
    const letters = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(letters, (text) => {
        fc.pre(text.trim() !== '' && text.trim().length <= 10 && !/\p{Cc}/u.test(text));
        expect(v.parse(line, text)).toBe(text.trim());
      }),
    );
  });
});

describe('text of several lines', () => {
  const text = textField(20, 'One.\nTwo.');

  test('keeps its lines and tabs', () => {
    expect(v.parse(text, 'a\r\n\tb\n')).toBe('a\r\n\tb');
  });

  test.each(['a\u0000b', 'a\u001bb', 'a\u007fb', 'a\u0085b', 'a\udc00b', '\n \n', 'a'.repeat(21)])(
    '%j is none',
    (given) => {
      expect(accepts(text, given)).toBe(false);
    },
  );
});

test('a choice is one of its words', () => {
  const choice = choiceField(['open', 'closed']);
  expect(v.parse(choice, 'open')).toBe('open');
  expect(accepts(choice, 'Open')).toBe(false);
});

test('an instant comes in with its offset as milliseconds, and goes out in UTC', () => {
  expect(v.parse(instantInput, '2026-03-02T09:30:00+08:00')).toBe(Date.UTC(2026, 2, 2, 1, 30));
  expect(accepts(instantInput, '2026-02-30T09:30:00+08:00')).toBe(false);
  expect(accepts(instantField, new Date(0).toISOString())).toBe(true);
});

test('a day is one of the calendar', () => {
  expect(accepts(dateField, '2028-02-29')).toBe(true);
  expect(accepts(dateField, '2026-02-29')).toBe(false);
});

test('an e-mail address is trimmed and looked at', () => {
  expect(v.parse(emailField, ' li.na@example.cn ')).toBe('li.na@example.cn');
  for (const none of ['li.na', '@example.cn', 'li na@example.cn', `${'a'.repeat(250)}@example.cn`]) {
    expect(accepts(emailField, none)).toBe(false);
  }
});

test('money is whole fen, not negative, and of one currency', () => {
  expect(accepts(moneyField, fen(1_280_000))).toBe(true);
  expect(accepts(moneyField, fen(0))).toBe(true);
  for (const amount of [-1, 0.5, Number.NaN, 2 ** 53, 9_000_000_000_000_001, '1']) {
    expect(accepts(moneyField, { amount, currency: 'CNY' })).toBe(false);
  }
  expect(accepts(moneyField, { amount: 1, currency: 'USD' })).toBe(false);
  expect(accepts(moneyField, { amount: 1, currency: 'CNY', unit: 'fen' })).toBe(false);
});

test('versions count from 1', () => {
  expect([0, 1, 1.5, 2 ** 53].map((version) => accepts(versionField, version))).toEqual([
    false,
    true,
    false,
    false,
  ]);
});

test('every example fits its own field', () => {
  const fields = [
    lineField(10, 'Acme'),
    textField(10, 'Acme'),
    choiceField(['open']),
    instantInput,
    instantField,
    dateField,
    emailField,
    moneyField.pipe[0].entries.amount,
    moneyField.pipe[0].entries.currency,
    versionField,
  ];
  for (const field of fields) {
    const examples = examplesOf(field);
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) expect(accepts(field, example)).toBe(true);
  }
});

function examplesOf(schema: v.GenericSchema): readonly unknown[] {
  const { examples } = v.getMetadata(schema as Parameters<typeof v.getMetadata>[0]);
  return Array.isArray(examples) ? examples : [];
}
