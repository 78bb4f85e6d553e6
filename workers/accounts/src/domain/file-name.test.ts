import { expect, test } from 'vitest';
import { fileNameFor } from './file-name.ts';

test.each([
  ['合同.pdf', 'pdf', '合同.pdf'],
  ['C:\\fakepath\\scan.PDF', 'pdf', 'scan.PDF'],
  ['../../etc/passwd', 'png', 'passwd.png'],
  ['photo.jpeg', 'jpeg', 'photo.jpeg'],
  ['invoice.pdf.exe', 'pdf', 'invoice.pdf.exe.pdf'],
  ['', 'xlsx', 'attachment.xlsx'],
  ['..', 'xlsx', 'attachment.xlsx'],
  ['a\r\nSet-Cookie: x.pdf', 'pdf', 'aSet-Cookie: x.pdf'],
  ['fdp\u202Eexe.docx', 'docx', 'fdpexe.docx'],
] as const)('%j of kind %s is kept as %s', (given, kind, kept) => {
  expect(fileNameFor(given, kind)).toBe(kept);
});

test('a long name keeps its ending', () => {
  const name = fileNameFor(`${'长'.repeat(500)}.pdf`, 'pdf');
  expect([name.length, name.slice(-5)]).toEqual([200, '长.pdf']);
});
