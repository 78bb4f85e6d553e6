import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskEmail, maskPhone, maskWechat } from './mask.ts';

describe('phone numbers', () => {
  test.each([
    ['13812345678', '138****5678'],
    ['138 1234 5678', '138****5678'],
    ['138-1234-5678', '138****5678'],
    ['１３８１２３４５６７８', '138****5678'],
    ['+86 138 1234 5678', '+86 138****5678'],
    ['008613812345678', '+86 138****5678'],
    ['029-88123456', '029-******56'],
    ['(0379) 6312345', '(0379) ******5'],
    ['88123456', '88****56'],
    ['+1 415 555 2671', '+1 41* *** **71'],
    ['+852 2345 6789', '+852 **** **89'],
    ['029-88123456转8001', '029-*********8001'],
    ['10086', '10***'],
    ['7', '*'],
    ['', ''],
  ])('%s shows as %s', (number, shown) => {
    expect(maskPhone(number)).toBe(shown);
  });
});

describe('e-mail addresses', () => {
  test.each([
    ['zhang.san@example.com', 'zh***.***@*******.com'],
    ['li@example.cn', 'l*@*******.cn'],
    ['a@b.co', '*@*.co'],
    ['a@b.com', '*@*.***'],
    ['postmaster@localhost', 'po********@*********'],
    ['张三@例子.中国', '张*@**.中国'],
    ['not an address', 'no* ** *******'],
    ['@', '@'],
    ['', ''],
  ])('%s shows as %s', (address, shown) => {
    expect(maskEmail(address)).toBe(shown);
  });
});

describe('WeChat ids', () => {
  test.each([
    ['wxid_abc12345', 'wx**_******45'],
    ['🐼阿宝', '🐼**'],
    ['张三丰', '张**'],
    ['zs', 'z*'],
    ['', ''],
  ])('%s shows as %s', (id, shown) => {
    expect(maskWechat(id)).toBe(shown);
  });
});

describe('at most half of the characters can be read', () => {
  const legible = (text: string) => Array.from(text).filter((c) => !/[\s\p{P}+]/u.test(c)).length;
  const word = fc.string({ unit: fc.constantFrom(...'abz059张三é+-_. (@'), maxLength: 24 });
  const anything = fc.oneof(word, fc.string({ unit: 'grapheme', maxLength: 24 }));

  test.each([
    ['e-mail', maskEmail, anything],
    ['e-mail', maskEmail, fc.emailAddress()],
    ['WeChat', maskWechat, anything],
    ['phone', maskPhone, anything],
    ['phone', maskPhone, fc.string({ unit: fc.constantFrom(...'0123456789+- '), maxLength: 20 })],
  ])('%s', (_channel, mask, inputs) => {
    fc.assert(
      fc.property(inputs, (text) => {
        const isMobile = /^(?:(?:\+|00)?86)?1[3-9]\d{9}$/.test(
          text.normalize('NFKC').replace(/[\s()-]/g, ''),
        );
        fc.pre(!(mask === maskPhone && isMobile));
        expect(legible(mask(text))).toBeLessThanOrEqual(legible(text.normalize('NFKC').trim()) / 2);
      }),
      { numRuns: 500 },
    );
  });

  test('of a mobile number the seven digits of the known form, never the four in its middle', () => {
    fc.assert(
      fc.property(fc.integer({ min: 13_000_000_000, max: 19_999_999_999 }), (number) => {
        const digits = String(number);
        expect(maskPhone(digits)).toBe(`${digits.slice(0, 3)}****${digits.slice(7)}`);
      }),
    );
  });
});
