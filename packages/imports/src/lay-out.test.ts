import { gzipSync } from 'node:zlib';
import { testBucket } from '@keyline/testkit';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { FileError } from './file-error.ts';
import { layOut } from './lay-out.ts';
import { readPages } from './read-pages.ts';
import type { Cells } from './row-cells.ts';

const text = '编号,名称\nA,"甲,公司"\nB,"乙\n公司"\n';
const rows = [
  ['A', '甲,公司'],
  ['B', '乙\n公司'],
];

/** `编号,名称\nA,甲\n` in GBK. */
const gbk = Uint8Array.from([
  0xb1, 0xe0, 0xba, 0xc5, 0x2c, 0xc3, 0xfb, 0xb3, 0xc6, 0x0a, 0x41, 0x2c, 0xbc, 0xd7, 0x0a,
]);

async function read(content: Uint8Array | string, key = 'ten_1/imports/x') {
  const bucket = testBucket();
  await bucket.put(key, content);
  const { layout, position, rowsRead } = await layOut(bucket, key);
  const found: Cells[] = [];
  for await (const page of readPages(bucket, layout, { position, rowsRead })) found.push(...page.rows);
  return {
    columns: layout.columns,
    encoding: layout.encoding,
    delimiter: layout.delimiter,
    rows: found,
    rowsRead,
  };
}

const utf16 = (given: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(given, 'utf16le')]);

describe('a file', () => {
  test.each([
    ['in UTF-8', text],
    ['with a byte order mark', `\ufeff${text}`],
    ['with line breaks of Windows', text.replaceAll('\n', '\r\n').replaceAll('乙\r\n', '乙\n')],
    ['gzipped', gzipSync(text)],
    ['in UTF-16', utf16(text)],
  ])('%s is read', async (_, content) => {
    expect(await read(content)).toEqual({
      columns: ['编号', '名称'],
      encoding: 'utf-8',
      delimiter: ',',
      rows,
      rowsRead: 1,
    });
  });

  test('in GBK is known by its bytes', async () => {
    expect(await read(gbk)).toMatchObject({
      columns: ['编号', '名称'],
      encoding: 'gb18030',
      rows: [['A', '甲']],
    });
  });

  test.each([
    ['\t', 'a\tb\n1,5\t2\n'],
    [';', 'a;b\n1,5;2\n'],
    ['|', 'a|b\n1,5|2\n'],
  ])('parted by %j is read', async (delimiter, content) => {
    expect(await read(content)).toMatchObject({ delimiter, columns: ['a', 'b'], rows: [['1,5', '2']] });
  });

  test('may begin with empty rows, which are counted', async () => {
    expect(await read('\n,\na,b\n1,2')).toMatchObject({
      columns: ['a', 'b'],
      rowsRead: 3,
      rows: [['1', '2']],
    });
  });
});

async function workbook(sheet: (string | number | boolean | Date | null)[][]): Promise<Uint8Array> {
  return writeXlsx({ sheets: [{ name: 'Sheet1', rows: sheet }] });
}

describe('a spreadsheet', () => {
  test('is read with numbers, days and empty rows in their places', async () => {
    const content = await workbook([
      ['编号', '名称', '消费'],
      ['A', '甲,公司', 12_800.5],
      [null, null, null],
      ['B', '引"号', true],
    ]);
    expect(await read(content)).toMatchObject({
      columns: ['编号', '名称', '消费'],
      rows: [['A', '甲,公司', '12800.5'], [''], ['B', '引"号', 'true']].map((row) =>
        expect.arrayContaining(row),
      ),
    });
  });

  test('of more than 50,000 rows is refused', async () => {
    const sheet = Array.from({ length: 50_002 }, (_, index) => [index]);
    await expect(workbook(sheet).then(read)).rejects.toThrow('file.too_many_rows');
  });

  test('that says it unpacks to more than it may is refused before anything is unpacked', async () => {
    const content = Buffer.from(await workbook([['a'], ['b']]));
    for (let at = 0; at + 46 < content.byteLength; at += 1) {
      if (content.readUInt32LE(at) === 0x02014b50) content.writeUInt32LE(0x7fffffff, at + 24);
    }
    await expect(read(content)).rejects.toThrow('file.too_large_unpacked');
  });
});

test.each([
  ['empty', '', 'file.no_rows'],
  ['of empty rows', '\n,,\n', 'file.no_rows'],
  ['a damaged gzip', gzipSync(text.repeat(100)).subarray(0, 60), 'file.not_readable'],
  ['an archive that is no workbook', Uint8Array.from([0x50, 0x4b, 3, 4, 1, 2, 3, 4]), 'file.not_readable'],
])('a file that is %s is refused by its code', async (_, content, code) => {
  const refused = await read(content).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(FileError);
  expect((refused as FileError).code).toBe(code);
});
