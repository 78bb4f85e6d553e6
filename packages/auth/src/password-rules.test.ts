import { describe, expect, test } from 'vitest';
import { passwordRefusal } from './password-rules.ts';

const person = { email: 'li.na1985@example.cn', name: 'Li Na Zhang' };
const refusalOf = (password: string) => passwordRefusal(password, person);

describe('length', () => {
  test.each([
    ['', 'password.too_short'],
    ['k7#Pq9!zX', 'password.too_short'],
    ['k7#Pq9!zXm', undefined],
    ['梅兰竹菊松柏桐槐榆', 'password.too_short'],
    ['梅兰竹菊松柏桐槐榆柳', undefined],
    ['🐼🐯🐸🐵🦊🐻🐨🐮🐷', 'password.too_short'],
  ])('%s: %s', (password, refusal) => {
    expect(refusalOf(password)).toBe(refusal);
  });

  test('counts characters of the form that is hashed', () => {
    expect(refusalOf('Zoe\u0308'.repeat(3))).toBe('password.too_short');
  });

  test('ends at 200', () => {
    const words = Array.from({ length: 60 }, (_, i) => String(i * i * 7919)).join('-');
    expect(refusalOf(words.slice(0, 200))).toBeUndefined();
    expect(refusalOf(words.slice(0, 201))).toBe('password.too_long');
  });
});

describe('what others can guess from the person', () => {
  test.each([
    'li.na1985@example.cn',
    'LI.NA1985@EXAMPLE.CN',
    'ｌｉ．ｎａ１９８５＠example.cn',
    'Li Na Zhang',
    'linazhang2026!',
    '88.LiNaZhang.88',
    'Zhang Na Li',
  ])('%s is refused', (password) => {
    expect(refusalOf(password)).toBe('password.personal');
  });

  test('the mailbox alone, with numbers around it', () => {
    const other = { email: 'wangxiaoming@example.cn', name: '王小明' };
    expect(passwordRefusal('wangxiaoming', other)).toBe('password.personal');
    expect(passwordRefusal('WangXiaoMing888', other)).toBe('password.personal');
  });

  test('an empty e-mail or name refuses nothing', () => {
    expect(passwordRefusal('?!?#%&/()=+*', { email: '', name: ' ' })).toBeUndefined();
  });
});

describe('what everybody guesses first', () => {
  test.each([
    ...[
      'password123',
      'Password2026!',
      'P@ssw0rd123',
      '123password',
      'pa$$word!!!',
      'passwordpassword',
      'PasswordPassw',
    ],
    ...['1234567890', '0987654321', '12345678901', 'abcdefghij', 'zyxwvutsrq', '2345678901'],
    ...['aaaaaaaaaa', '1212121212', 'abcabcabcabc', 'a-a-a-a-a-a', '........................'],
    ...['qwertyuiop', 'qwertyuiop1', '1qaz2wsx3edc', '1q2w3e4r5t6', 'Qwerty12345', 'asdfghjkl;1'],
    ...[
      'woaini1314520',
      'woaini888888',
      '5201314520',
      '52013145201314',
      'a1234567890',
      'Admin@2026',
      'adm1n12345',
      'keyline2026',
    ],
  ])('%s is refused', (password) => {
    expect(refusalOf(password)).toBe('password.too_common');
  });

  test.each([
    'correct horse battery staple',
    'my password is a long one',
    '8372615940x',
    '!#%&/()=?a',
    '3.14159265358979',
    'liu an hua ming you yi cun',
    '柳暗花明又一村，山重水复',
    'tr0ub4dor&3x',
    'monkeywrench-42',
  ])('%s is taken', (password) => {
    expect(refusalOf(password)).toBeUndefined();
  });
});
