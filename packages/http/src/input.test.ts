import { beforeAll, describe, expect, test } from 'vitest';
import { bodyLimit } from './input.ts';
import { type Body, givenUnits, type Units } from './testing/given-units.ts';

let units: Units;
beforeAll(async () => {
  units = await givenUnits();
});

const post = (body: unknown, headers: Record<string, string> = {}) =>
  units.ask('POST', '/v1/units', { body, headers });

describe('a body', () => {
  test.each(['', '{', '{"name":"North"} x', "{'name':'North'}", 'name=North', '{"size":NaN}'])(
    'that is no JSON is refused: %j',
    async (text) => {
      const { status, body } = await post(text);
      expect([status, body.code]).toEqual([400, 'request.malformed']);
    },
  );

  test('has to say that it is JSON', async () => {
    const text = '{"name":"North"}';
    for (const type of ['text/plain', 'application/jsonp', 'application/x-www-form-urlencoded', '']) {
      const { status, body } = await post(text, { 'Content-Type': type });
      expect([status, body.code]).toEqual([415, 'request.unsupported_media_type']);
    }
    for (const type of [
      'application/json',
      'Application/JSON; charset=utf-8',
      'application/merge-patch+json',
    ]) {
      expect((await post(text, { 'Content-Type': type })).status).toBe(201);
    }
  });

  test('has to be UTF-8', async () => {
    const bytes = new Uint8Array([...new TextEncoder().encode('{"name":"'), 0xc3, 0x28, 0x22, 0x7d]);
    const { status, body } = await streamed([bytes]);
    expect([status, body.code]).toEqual([400, 'request.malformed']);
  });

  test('of other than an object says so', async () => {
    for (const text of ['null', '1', '"North"', 'true', '[]', '[{"name":"North"}]']) {
      const { errors } = (await post(text)).body;
      expect(errors).toEqual([{ pointer: '', code: 'type', detail: 'Must be an object.' }]);
    }
  });

  test('with several unknown fields is told of each', async () => {
    const { body } = await post({ name: 'North', colour: 'red', 'a/b': 1 });
    expect(body.errors?.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/colour', 'unknown'],
      ['/a~1b', 'unknown'],
    ]);
  });

  test('is looked at whole: every wrong field is named by its pointer', async () => {
    const wrong = { name: 'x'.repeat(41), size: 1.5, notes: [{ text: 'a' }, { text: 1 }] };
    const { body } = await post(wrong);
    expect(body.errors?.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/name', 'too_long'],
      ['/size', 'integer'],
      ['/notes/1/text', 'type'],
    ]);
  });

  test('of a megabyte is taken, of a byte more refused, and not read to its end', async () => {
    const shell = '{"name":"North","notes":[{"text":""}]}'.length;
    const sized = (bytes: number) => `{"name":"North","notes":[{"text":"${'x'.repeat(bytes - shell)}"}]}`;
    expect((await post(sized(bodyLimit))).status).toBe(201);
    const { status, body } = await post(sized(bodyLimit + 1));
    expect([status, body.code, body.detail]).toEqual([
      413,
      'request.too_large',
      'At most 1048576 bytes are accepted.',
    ]);

    let sent = 0;
    let cancelled = false;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 65_536;
        controller.enqueue(new Uint8Array(65_536).fill(0x20));
      },
      cancel() {
        cancelled = true;
      },
    });
    expect((await streamed(endless)).status).toBe(413);
    expect(cancelled).toBe(true);
    expect(sent).toBeLessThan(2 * bodyLimit);
  });

  test('that breaks off is the fault of its sender', async () => {
    const broken = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"name":'));
        controller.error(new Error('connection reset'));
      },
    });
    const { status, body } = await streamed(broken);
    expect([status, body.code]).toEqual([400, 'request.malformed']);
  });

  test('cut in the middle of a character is put together again', async () => {
    const bytes = new TextEncoder().encode('{"name":"西安"}');
    const answer = await streamed([bytes.slice(0, 10), bytes.slice(10, 13), bytes.slice(13)]);
    expect([answer.status, answer.body.name]).toEqual([201, '西安']);
  });
});

describe('what could harm a careless reader', () => {
  test.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])(
    'a field %s is a field like any other: not known',
    async (name) => {
      const { status, body } = await post(`{"name":"North","${name}":{"admin":true}}`);
      expect([status, body.errors]).toMatchObject([400, [{ pointer: `/${name}`, code: 'unknown' }]]);
      const nested = await post(`{"name":"North","notes":[{"text":"a","${name}":1}]}`);
      expect(nested.body.errors).toMatchObject([{ pointer: `/notes/0/${name}`, code: 'unknown' }]);
      const { id } = await units.unit();
      const asked = await units.ask('GET', `/v1/units/${id}?${name}=1`);
      expect(asked.body.errors).toMatchObject([{ pointer: `/query/${name}`, code: 'unknown' }]);
      expect(Object.keys(Object.prototype)).toEqual([]);
    },
  );

  test('numbers beyond what is exact are refused, not rounded', async () => {
    for (const size of ['9007199254740993', '1e400', '-1e400', '1e21', '12345678901234567890123']) {
      const { status, body } = await post(`{"name":"North","size":${size}}`);
      expect([size, status, body.errors?.[0]?.pointer]).toEqual([size, 400, '/size']);
    }
    expect((await post('{"name":"North","size":9007199254740991}')).status).toBe(201);
    expect((await post('{"name":"North","size":-0}')).status).toBe(201);
  });

  test('depth without end is refused like any other wrong value', async () => {
    const deep = '['.repeat(300_000) + ']'.repeat(300_000);
    const { status, body } = await post(`{"name":${deep}}`);
    expect([status, body.errors]).toMatchObject([400, [{ pointer: '/name', code: 'type' }]]);
    expect((await post(`{"name":"North","notes":${deep}}`)).status).toBe(400);
  });

  test('control characters and halves of characters are no text', async () => {
    for (const name of ['a\\u0000b', 'a\\nb', '\\ud800', '\\u0085']) {
      expect((await post(`{"name":"${name}"}`)).body.errors).toMatchObject([
        { pointer: '/name', code: 'line' },
      ]);
    }
  });

  test('a pointer escapes what has a meaning in pointers', async () => {
    const { body } = await post('{"name":"North","a/b~c":1}');
    expect(body.errors).toMatchObject([{ pointer: '/a~1b~0c', code: 'unknown' }]);
  });
});

describe('a query', () => {
  test('takes a parameter once, or as often as the list may be long', async () => {
    const { id } = await units.unit();
    const ask = (query: string) => units.ask('GET', `/v1/units/${id}?${query}`);
    expect((await ask('tag=a&tag=b')).body.tags).toEqual(['a', 'b']);
    expect((await ask('tag=a')).body.tags).toEqual(['a']);
    expect((await ask('tag=a&tag=b&tag=c')).body.errors).toMatchObject([
      { pointer: '/query/tag', code: 'too_many' },
    ]);
    expect((await ask('as=a&as=b')).body.errors).toMatchObject([{ pointer: '/query/as', code: 'type' }]);
  });

  test('and path and body are looked at together', async () => {
    const asked = { body: { name: '' } };
    const { body } = await units.ask('PATCH', '/v1/units/org_1?x=1', asked);
    expect(body.errors?.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/path/unitId', 'id'],
      ['/query/x', 'unknown'],
      ['/name', 'too_short'],
    ]);
  });

  test.each(['%E0%A4%A', '%00', '..%2F..', '西安', '%25'])('a path part %s is no id', async (part) => {
    const { status, body } = await units.ask('GET', `/v1/units/${part}`);
    expect([status, body.errors?.[0]?.pointer]).toEqual([400, '/path/unitId']);
  });
});

/** Sends a body as a stream, or in these pieces. */
async function streamed(given: readonly Uint8Array[] | ReadableStream<Uint8Array>) {
  const body = given instanceof ReadableStream ? given : ReadableStream.from(given);
  const response = await units.stream('POST', '/v1/units', body);
  return { status: response.status, body: (await response.json()) as Body };
}
