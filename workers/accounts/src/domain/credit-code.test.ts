import { realCompanies } from '@keyline/kernel/testing/real-companies';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isCreditCode, normalizeCreditCode } from './credit-code.ts';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const VALID = '91110000100000411L';

/** The check character by trial: the one of 31 that the rule takes. */
function completed(first17: string): string {
  const accepted = [...ALPHABET].map((check) => first17 + check).filter(isCreditCode);
  expect(accepted).toHaveLength(1);
  return accepted[0] ?? '';
}

const anyCharacter = fc.constantFrom(...ALPHABET);
const anyDigit = fc.constantFrom(...'0123456789');
const validCode = fc
  .tuple(
    fc.array(anyCharacter, { minLength: 2, maxLength: 2 }),
    fc.array(anyDigit, { minLength: 6, maxLength: 6 }),
    fc.array(anyCharacter, { minLength: 9, maxLength: 9 }),
  )
  .map((parts) => completed(parts.flat().join('')));

function withCharacter(code: string, position: number, character: string): string {
  return code.slice(0, position) + character + code.slice(position + 1);
}

describe('a unified social credit code', () => {
  test('is taken with its right check character', () => {
    expect(isCreditCode(VALID)).toBe(true);
    expect(isCreditCode('911100001000019408')).toBe(true);
  });

  test.each([
    ['empty', ''],
    ['too short', VALID.slice(0, 17)],
    ['too long', `${VALID}0`],
    ['a letter outside of the alphabet', withCharacter(VALID, 17, 'I')],
    ['lower case, not yet normalised', VALID.toLowerCase()],
    ['a line break at its end', `${VALID}\n`],
    ['a letter in the administrative division', completedWithLetterInDivision()],
  ])('is refused when it is %s', (_why, text) => {
    expect(isCreditCode(text)).toBe(false);
  });

  test('with any single character changed is refused', () => {
    fc.assert(
      fc.property(validCode, fc.nat(17), anyCharacter, (code, position, character) => {
        fc.pre(code[position] !== character);
        expect(isCreditCode(withCharacter(code, position, character))).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });

  test('with two different characters swapped is refused, but for the first and the last', () => {
    fc.assert(
      fc.property(validCode, fc.nat(17), fc.nat(17), (code, i, j) => {
        const [a = '', b = ''] = [code[i], code[j]];
        fc.pre(a !== b && !(Math.min(i, j) === 0 && Math.max(i, j) === 17));
        expect(isCreditCode(withCharacter(withCharacter(code, i, b), j, a))).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });

  test('with first and last character swapped passes: the standard gives both the same weight', () => {
    fc.assert(
      fc.property(validCode, (code) => {
        expect(isCreditCode(`${code.slice(-1)}${code.slice(1, -1)}${code.slice(0, 1)}`)).toBe(true);
      }),
    );
  });
});

/** Its check character is right; only its administrative division is not made of digits. */
function completedWithLetterInDivision(): string {
  const weights = Array.from(VALID.slice(0, 17), (_, i) => 3 ** i % 31);
  const head = withCharacter(VALID, 2, 'A').slice(0, 17);
  const sum = Array.from(head).reduce((total, c, i) => total + ALPHABET.indexOf(c) * (weights[i] ?? 0), 0);
  return head + ALPHABET.charAt((31 - (sum % 31)) % 31);
}

describe('normalising a code', () => {
  test.each([
    [' 91110000100000411l \n', VALID],
    ['９１１１００００１０００００４１１Ｌ', VALID],
    ['\u300091110000100000411L', VALID],
    ['', ''],
  ])('%j becomes %j', (text, written) => {
    expect(normalizeCreditCode(text)).toBe(written);
  });
});

const companies = realCompanies();

// The register is too large for the repository: without the data folder beside it there is nothing to test.
describe.skipIf(companies.length === 0)('10,000 real codes', () => {
  test('all pass', () => {
    expect(companies).toHaveLength(10_000);
    expect(companies.filter(({ creditCode }) => !isCreditCode(creditCode))).toEqual([]);
  });
});
