import { DatabaseSync } from 'node:sqlite';
import { realCompanies } from '@keyline/kernel/testing/real-companies';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { searchQuery, searchText, searchTokens, tenantToken } from './search-terms.ts';

const TENANT = 'ten_01kafxq0h3e7rvx8bm2s9t4c5d';

/** The search as the accounts list does it, on the real full-text index: rows by token, then by exact text. */
function openIndex() {
  const db = new DatabaseSync(':memory:');
  db.exec(`CREATE VIRTUAL TABLE found USING fts5(tokens, content='', contentless_delete=1, detail=none);
    CREATE TABLE texts (rid INTEGER PRIMARY KEY, text TEXT NOT NULL)`);
  const index = db.prepare('INSERT INTO found (rowid, tokens) VALUES (?, ?)');
  const store = db.prepare('INSERT INTO texts VALUES (?, ?)');
  const passes = "NOT EXISTS (SELECT 1 FROM json_each(?) WHERE instr(' ' || text, value) = 0)";
  const search = db.prepare(
    `SELECT rid FROM found JOIN texts ON rid = found.rowid WHERE found MATCH ? AND ${passes} ORDER BY rid`,
  );
  const scan = db.prepare(`SELECT rid FROM texts WHERE ${passes} ORDER BY rid`);
  let last = 0;
  return {
    add(texts: string[], tenantId = TENANT): number {
      last += 1;
      index.run(last, `${tenantToken(tenantId)} ${searchTokens(texts)}`);
      store.run(last, searchText(texts));
      return last;
    },
    find(q: string, tenantId = TENANT): unknown[] {
      const query = searchQuery(q);
      if (!query) throw new Error(`Nothing to search for in ${JSON.stringify(q)}`);
      const match = `${tenantToken(tenantId)} AND ${query.match}`;
      return search.all(match, JSON.stringify(query.terms)).map((row) => row.rid);
    },
    /** What passes the exact check alone, the index not being asked. */
    scan: (q: string): unknown[] =>
      scan.all(JSON.stringify(searchQuery(q)?.terms ?? [])).map((row) => row.rid),
  };
}

describe('searching', () => {
  const index = openIndex();
  const huaxia = index.add([
    '华夏消防（集团）有限责任公司',
    'Huaxia Fire Protection Group',
    '91110000100019374X',
  ]);
  const telecom = index.add(['西安电信科技有限公司', '西电', '5G专网 V-net']);
  const reversed = index.add(['安西信电有限公司']);
  const kana = index.add(['トヨタ自動車', '삼성전자', '𠮷野家', '℡ 700㎒']);

  test.each([
    ['消防', [huaxia]],
    ['消防集团', [huaxia]],
    ['消防（集团）有限', [huaxia]],
    ['有限 集团', [huaxia]],
    ['华', [huaxia]],
    ['西安', [telecom]],
    ['安西', [reversed]],
    ['电信', [telecom]],
    ['西安 科技', [telecom]],
    ['西安消防', []],
    ['有限公司', [telecom, reversed]],
    ['HUAXIA', [huaxia]],
    ['hua pro', [huaxia]],
    ['Ｈｕａ', [huaxia]],
    ['protection', [huaxia]],
    ['protections', []],
    ['rotection', []],
    ['91110000100019374x', [huaxia]],
    ['9111000010001', [huaxia]],
    ['911100001000193740', []],
    ['5g', [telecom]],
    ['5G专网', [telecom]],
    ['v-net', [telecom]],
    ['ヨタ', [kana]],
    ['전자', [kana]],
    ['𠮷野', [kana]],
    ['tel', [kana]],
    ['700MHz', [kana]],
    ['华夏 西安', []],
  ])('%s finds %j', (q, found) => {
    expect(index.find(q)).toEqual(found);
  });

  test('the order of characters counts, though the index knows pairs only', () => {
    const pairs = openIndex();
    pairs.add(['安西西安']);
    expect(pairs.find('安西西安')).toEqual([1]);
    expect(pairs.find('西西安西')).toEqual([]);
  });

  test('another tenant finds nothing', () => {
    expect(index.find('消防', 'ten_01kafxq0h3e7rvx8bm2s9t4c5e')).toEqual([]);
  });

  test.each(['', '  ', '（）', '*', '"', '🙂'])('%j asks for nothing', (q) => {
    expect(searchQuery(q)).toBeUndefined();
  });

  test.each(['x" OR tokens:*', "'; DROP TABLE texts --", 'NOT AND OR NEAR(', '-西安', '西安*', '^华夏'])(
    '%s is text, not syntax',
    (q) => {
      expect(index.find(q)).toEqual(q.includes('西安') ? [telecom] : q.includes('华夏') ? [huaxia] : []);
    },
  );
});

describe('the tokens', () => {
  const hex = (text: string) => `x${Buffer.from(text).toString('hex')}`;

  test('of Chinese text are its characters and pairs, also beyond the basic plane', () => {
    expect(searchTokens(['𠮷野家']).split(' ')).toEqual(['𠮷', '野', '家', '𠮷野', '野家'].map(hex));
  });

  test('of a word are its beginnings, long ones too, so that a whole credit code is selective', () => {
    const beginnings = ['9', '91', '911', '9111', '91110', '911100', '9111000', '91110000'];
    const long = ['911100001000', '9111000010001937'];
    expect(searchTokens(['91110000100019374X']).split(' ')).toEqual([...beginnings, ...long].map(hex));
    expect(searchQuery('91110000100019374X')?.match).toBe(hex('9111000010001937'));
    expect(searchQuery('9111000010001')?.match).toBe(hex('911100001000'));
    expect(searchQuery('91110000100')?.match).toBe(hex('91110000'));
    expect(searchQuery('9111')?.match).toBe(hex('9111'));
  });

  test('of a tenant cannot be mistaken for those of a text', () => {
    expect(tenantToken(TENANT)).toBe(`t${hex(TENANT).slice(1)}`);
  });
});

describe('the sizes of a query and of a text', () => {
  test('a query has at most 12 tokens, and all its words for the exact check', () => {
    const query = searchQuery('中国移动通信集团陕西有限公司西安分公司 abc');
    expect(query?.match.split(' AND ')).toHaveLength(12);
    expect(query?.terms).toEqual(['中国移动通信集团陕西有限公司西安分公司', ' abc']);
  });

  test('the same word twice is one token and one term', () => {
    expect(searchQuery('西安 西安 西安')).toEqual({ match: 'xe8a5bfe5ae89', terms: ['西安'] });
  });

  test('a text ends after 2,000 characters, and what it lost is not indexed either', () => {
    const long = `${'𠮷'.repeat(999)}西安电信`;
    expect(searchText([long])).toBe(`${'𠮷'.repeat(999)}西安`);
    const index = openIndex();
    index.add([long]);
    expect(index.find('西安')).toEqual([1]);
    expect(index.find('电信')).toEqual([]);
    expect(searchText(['a'.repeat(1999), '𠮷'])).toHaveLength(2000);
    expect(searchText([`${'a'.repeat(1998)}1`, '𠮷'.repeat(9)]).isWellFormed()).toBe(true);
    expect(searchText([`一${'𠮷'.repeat(1000)}`]).isWellFormed()).toBe(true);
  });

  test('the text keeps names apart and drops marks only between Chinese characters', () => {
    expect(searchText(['华夏·消防(集团)', 'Co.,Ltd', 'A (西安) B'])).toBe('华夏消防集团 co ltd a 西安 b');
  });
});

const han = fc.constantFrom(...'西安电信移动华夏消防集团有限公司中国𠮷');
const mark = fc.constantFrom('（', '）', '(', ')', '·', ' ', '-');
const cjkName = fc.array(fc.oneof({ arbitrary: han, weight: 6 }, { arbitrary: mark, weight: 1 }), {
  minLength: 2,
  maxLength: 30,
});
const word = fc.string({ unit: fc.constantFrom(...'abzXYé0159'), minLength: 1, maxLength: 24 });

describe('whatever the name', () => {
  test('every part of it with two Chinese characters finds it', () => {
    fc.assert(
      fc.property(cjkName, fc.nat(), fc.nat(), fc.boolean(), (characters, from, length, bare) => {
        const start = from % characters.length;
        const part = characters.slice(start, start + 2 + (length % characters.length)).join('');
        const ideographs = part.replace(/\P{L}/gu, '');
        fc.pre([...ideographs].length >= 2);
        const index = openIndex();
        expect(index.find(bare ? ideographs : part)).toEqual([]);
        index.add(['Acme', characters.join('')]);
        expect(index.find(bare ? ideographs : part)).toEqual([1]);
      }),
      { numRuns: 200 },
    );
  });

  test('the exact check needs no index: alone it passes what the search finds', () => {
    const name = fc.oneof(
      cjkName.map((characters) => characters.join('')),
      word,
      fc.constant('5G专网 v-net'),
    );
    const names = fc.array(fc.array(name, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(names, fc.array(name, { minLength: 1, maxLength: 2 }), fc.nat(), (accounts, asked, cut) => {
        const q = [...asked.join(' ')].slice(0, 1 + (cut % 8)).join('');
        fc.pre(searchQuery(q) !== undefined);
        const index = openIndex();
        for (const texts of accounts) index.add(texts);
        expect(index.scan(q)).toEqual(index.find(q));
      }),
      { numRuns: 300 },
    );
  });

  test('every beginning of every word finds it', () => {
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 6 }),
        fc.nat(),
        fc.nat(),
        (words, which, length) => {
          const chosen = [...(words[which % words.length] ?? '')];
          const index = openIndex();
          index.add(['西安', words.join(' ')]);
          expect(index.find(chosen.slice(0, 1 + (length % chosen.length)).join(''))).toEqual([1]);
        },
      ),
      { numRuns: 200 },
    );
  });
});

const companies = realCompanies();

// The register is too large for the repository: without the data folder beside it there is nothing to test.
describe.skipIf(companies.length === 0)('10,000 real names', () => {
  test('give for each word exactly what a scan of all names gives', () => {
    const index = openIndex();
    for (const { name, creditCode } of companies) index.add([name, creditCode]);
    const texts = companies.map(({ name, creditCode }) => `${name.replace(/\P{L}/gu, '')} ${creditCode}`);
    for (const q of ['西安', '中国', '京安信用', '消防集团', '北京北京', '有限责任公司', '国', '不存在的']) {
      const scanned = texts.flatMap((text, i) => (text.includes(q) ? [i + 1] : []));
      expect(index.find(q)).toEqual(scanned);
    }
    for (const code of ['91110000100000411L', '91110000100', '9111', '911100001000193'] as const) {
      const scanned = texts.flatMap((text, i) => (text.includes(` ${code}`) ? [i + 1] : []));
      expect(index.find(code)).toEqual(scanned);
      expect(scanned.length).toBeGreaterThan(0);
    }
  });
});
