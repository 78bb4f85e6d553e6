import { expect, test } from 'vitest';
import { contentDisposition } from './content-disposition.ts';

test('a Chinese name arrives as it is, with a plain one beside it', () => {
  expect(contentDisposition('合同 (终稿).pdf')).toBe(
    'attachment; filename="__ (__).pdf"; filename*=UTF-8\'\'%E5%90%88%E5%90%8C%20%28%E7%BB%88%E7%A8%BF%29.pdf',
  );
});

test('nothing in a name ends the header, or its quotes', () => {
  const header = contentDisposition('a"; x=\\"b\r\nSet-Cookie: c=1.pdf\ud800');
  expect(header).not.toMatch(/[\r\n]/);
  expect(header.match(/"/g)).toHaveLength(2);
  expect(header).toContain('%EF%BF%BD');
});
