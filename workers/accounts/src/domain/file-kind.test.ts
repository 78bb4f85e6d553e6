import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { officeParts, zipOf } from '../testing/office-file.ts';
import { fileKindOf } from './file-kind.ts';

/** The kind of these bytes, and how many of them were read. */
async function looked(bytes: Uint8Array) {
  let read = 0;
  const kind = await fileKindOf(async (offset, length) => {
    const part = bytes.subarray(offset, offset + length);
    read += part.byteLength;
    return part;
  }, bytes.byteLength);
  return { kind, read };
}
const kindOf = async (bytes: Uint8Array) => (await looked(bytes)).kind;

const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<< >>\nendobj\n%%EOF\n');
const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'), Buffer.alloc(20)]);
const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]);

describe('a file is what its content says', () => {
  test.each([
    ['pdf', pdf],
    ['png', png],
    ['jpeg', jpeg],
    ['docx', zipOf(officeParts('docx'))],
    ['xlsx', zipOf(officeParts('xlsx'))],
    ['docx', zipOf(officeParts('docx'), { stored: true })],
  ] as const)('%s', async (kind, bytes) => {
    expect(await kindOf(bytes)).toBe(kind);
  });

  test('however large it is, little of it is read', async () => {
    const large = { 'word/media/image1.png': new Uint8Array(8_000_000).fill(7) };
    const docx = zipOf({ ...officeParts('docx'), ...large }, { stored: true });
    const { kind, read } = await looked(docx);
    expect(kind).toBe('docx');
    expect(read).toBeLessThan(70_000);
    expect((await looked(Buffer.concat([pdf, Buffer.alloc(8_000_000), pdf]))).read).toBe(2_048);
  });
});

describe('nothing that is accepted', () => {
  const parts = officeParts('docx');
  const types = '[Content_Types].xml';
  const rest = { 'word/document.xml': '<document/>' };
  test.each([
    ['nothing', Buffer.alloc(0)],
    ['a program', Buffer.from('MZ\x90\0\x03\0\0\0')],
    ['a script', Buffer.from('#!/bin/sh\n')],
    ['a web page', Buffer.from('<html><script>1</script></html>')],
    ['a PDF that was cut off', pdf.subarray(0, 20)],
    ['an old office file', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])],
    ['an archive of something else', zipOf({ 'run.exe': 'MZ' })],
    ['an archive that says it is one and has no such part', zipOf({ [types]: parts[types] ?? '' })],
    [
      'both at once',
      zipOf({ ...officeParts('xlsx'), ...rest, [types]: `${parts[types]}${officeParts('xlsx')[types]}` }),
    ],
    ['an encrypted one', zipOf(parts, { flags: 1 })],
    ['an archive that was cut off', zipOf(parts).subarray(0, -1)],
    ['an archive with a program before it', Buffer.concat([Buffer.from('PK\x03\x04MZ'), zipOf(parts)])],
    ['an archive with something behind it', Buffer.concat([zipOf(parts), Buffer.from('MZ')])],
    [
      'types that unpack to very much',
      zipOf({ ...parts, [types]: `${parts[types]}${' '.repeat(4_000_000)}` }),
    ],
  ])('%s', async (_, bytes) => {
    expect(await kindOf(bytes)).toBeUndefined();
  });

  test('what some bytes make of a good one is refused or is one still, and never fails', async () => {
    const good = [pdf, png, zipOf(parts), zipOf(officeParts('xlsx'))];
    const change = fc.tuple(fc.nat(3), fc.nat(2_000), fc.integer({ min: 0, max: 255 }));
    await fc.assert(
      fc.asyncProperty(change, fc.nat(40), async ([which, at, byte], less) => {
        const bytes = Buffer.from(good[which] ?? pdf);
        bytes[at % bytes.byteLength] = byte;
        await kindOf(bytes.subarray(0, bytes.byteLength - less));
      }),
      { numRuns: 500 },
    );
  });
});

describe('an office file with programs in it is told apart', () => {
  test.each([
    ['by its part', { ...officeParts('docx'), 'word/vbaProject.bin': 'x' }],
    ['in whatever letters', { ...officeParts('xlsx'), 'xl/VBAPROJECT.BIN': 'x' }],
    [
      'by its type',
      {
        '[Content_Types].xml':
          '<Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>',
        'word/document.xml': '',
      },
    ],
  ])('%s', async (_, contents) => {
    expect(await kindOf(zipOf(contents))).toBe('macros');
  });
});
