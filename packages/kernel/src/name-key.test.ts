import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nameKey } from './name-key.ts';
import { realCompanies } from './testing/real-companies.ts';

describe('names that differ in form only share a key', () => {
  test.each([
    [
      '华夏消防',
      [
        '华夏消防(集团)有限责任公司',
        '华夏消防（集团）股份有限公司',
        '华夏消防【集团】公司',
        '华夏消防集團有限責任公司',
        '华夏消防集團',
        '华夏消防总公司',
        ' 华夏 消防\u3000有限公司',
      ],
    ],
    ['腾讯科技深圳', ['腾讯科技（深圳）有限公司', '腾讯科技(深圳)有限公司', '腾讯科技深圳公司']],
    ['立信会计师事务所', ['立信会计师事务所（特殊普通合伙）', '立信会计师事务所(有限合伙)']],
    [
      'ciscosystems',
      [
        'Cisco Systems, Inc.',
        'CISCO SYSTEMS INC',
        'Ｃｉｓｃｏ Systems Co., Ltd.',
        'Cisco-Systems Corporation',
        'Cisco Systems L.L.C.',
      ],
    ],
    ['strassenbau', ['Straßenbau GmbH & Co. KG', 'STRASSENBAU AG', 'Strassenbau Group Limited']],
    [
      '中国移动通信集团陕西西安分公司',
      ['中国移动通信集团陕西有限公司西安分公司', '中国移动通信集团陕西有限责任公司（西安分公司）'],
    ],
  ])('%s', (key, names) => {
    for (const name of names) expect(nameKey(name)).toBe(key);
  });
});

describe('names that differ in substance do not', () => {
  test.each([
    ['腾讯科技（深圳）有限公司', '腾讯科技（北京）有限公司'],
    ['西安电信有限公司', '西安电信有限公司高新分公司'],
    ['Zinc', 'Z'],
    ['Limited Brands', 'Brands'],
    ['公司宝科技有限公司', '宝科技有限公司'],
  ])('%s and %s', (one, other) => {
    expect(nameKey(one)).not.toBe(nameKey(other));
  });
});

describe('a key is never empty', () => {
  test.each([
    ['集团有限公司', '集团有限公司'],
    ['公司', '公司'],
    ['Co., Ltd.', 'coltd'],
    ['+ +', '++'],
  ])('%s keeps what it has', (name, key) => {
    expect(nameKey(name)).toBe(key);
  });

  const parts = [
    '华夏',
    '西安',
    'acme',
    'A',
    '公司',
    '集团',
    '有限公司',
    '有限责任公司',
    '分公司',
    '股份',
    '(',
    ')',
    ' ',
    'Inc.',
    'Co.',
    '5',
  ];

  test('and is its own key, whatever the name is put together from', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...parts), { minLength: 1, maxLength: 10 }), (chosen) => {
        fc.pre(chosen.join('').trim() !== '');
        const key = nameKey(chosen.join(''));
        expect(key).not.toBe('');
        expect(nameKey(key)).toBe(key);
      }),
      { numRuns: 1_000 },
    );
  });
});

const companies = realCompanies();

// The register is too large for the repository: without the data folder beside it there is nothing to test.
describe.skipIf(companies.length === 0)('10,000 real names', () => {
  test('keep 10,000 keys: the register lets no two companies share one', () => {
    expect(new Set(companies.map(({ name }) => nameKey(name))).size).toBe(10_000);
  });

  test('written with another form, other brackets and spaces, still find themselves', () => {
    for (const { name } of companies) {
      const bare = name.replace(/(股份|集团)?有限(责任)?公司$/, '');
      const rewritten = `${bare.slice(0, 2)} （${bare.slice(2)}） 股份有限公司`;
      expect(nameKey(rewritten)).toBe(nameKey(name));
    }
  });
});
