import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boundaryOf, FormError, readForm } from './form.ts';

/** A form as the platform's own client writes it. */
async function written(form: FormData): Promise<{ boundary: string; bytes: Uint8Array }> {
  const request = new Request('https://keyline.test', { method: 'POST', body: form });
  const boundary = boundaryOf(request.headers.get('Content-Type')) ?? '';
  return { boundary, bytes: new Uint8Array(await request.arrayBuffer()) };
}

function inPieces(bytes: Uint8Array, sizes: readonly number[]): ReadableStream<Uint8Array> {
  let at = 0;
  let turn = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.byteLength) return controller.close();
      const size = sizes[turn++ % sizes.length] ?? 1;
      controller.enqueue(bytes.slice(at, at + size));
      at += size;
    },
  });
}

async function readBack(body: ReadableStream<Uint8Array>, boundary: string) {
  const files: { name: string; fileName: string; content: number[] }[] = [];
  const fields = await readForm(body, boundary, async (name, { fileName, content }) => {
    const bytes: number[] = [];
    for await (const chunk of content) bytes.push(...chunk);
    files.push({ name, fileName, content: bytes });
  });
  return { fields: Object.fromEntries(fields), files };
}

test('fields and files come out as they went in, however the body is cut', async () => {
  const pieces = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 8 });
  const bytes = fc.uint8Array({ maxLength: 400 });
  await fc.assert(
    fc.asyncProperty(bytes, fc.string(), pieces, async (content, kind, sizes) => {
      const form = new FormData();
      form.set('file', new Blob([content]), '客户 "A".csv');
      form.set('kind', kind);
      const { boundary, bytes: all } = await written(form);
      const back = await readBack(inPieces(all, sizes), boundary);
      const file = { name: 'file', fileName: '客户 "A".csv', content: [...content] };
      const asSent = kind.toWellFormed().replace(/\r\n|\r|\n/g, '\r\n');
      expect(back).toEqual({ fields: { kind: asSent }, files: [file] });
    }),
    { numRuns: 100 },
  );
});

test('a file that holds the boundary but for a letter stays whole', async () => {
  const body =
    '--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nx\r\n--B\r\n--\r\n--b--\r\n';
  const { files } = await readBack(inPieces(new TextEncoder().encode(body), [3]), 'b');
  expect(Buffer.from(files[0]?.content ?? []).toString()).toBe('x\r\n--B\r\n--');
});

const part = (name: string) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\nx\r\n`;

test.each([
  ['breaks off', part('kind')],
  ['names a field twice', `${part('a')}${part('a')}--b--`],
  ['has a part without a name', '--b\r\nContent-Type: text/plain\r\n\r\nx\r\n--b--'],
  ['has no boundary', 'nothing of the kind'],
  ['has endless headers', `--b\r\n${'X: y\r\n'.repeat(3_000)}`],
  ['has an endless field', `--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n${'x'.repeat(70_000)}`],
])('a body that %s is no form', async (_, body) => {
  await expect(readBack(inPieces(new TextEncoder().encode(body), [1_000]), 'b')).rejects.toThrow(FormError);
});

test('the boundary is read as browsers and others write it', () => {
  expect(boundaryOf('multipart/form-data; boundary=----x')).toBe('----x');
  expect(boundaryOf('Multipart/Form-Data; charset=utf-8; boundary="a b"')).toBe('a b');
  expect(boundaryOf('multipart/form-data')).toBeUndefined();
  expect(boundaryOf('application/json; boundary=x')).toBeUndefined();
});
