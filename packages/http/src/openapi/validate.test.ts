import { type ProblemKind, problemDocument } from '@keyline/kernel';
import { accessTokenFor, signingKey } from '@keyline/testkit';
import { describe, expect, test, vi } from 'vitest';
import { createRuntime } from '../runtime.ts';
import { idlePlatform } from '../testing/idle-platform.ts';
import { createWorker } from '../worker.ts';
import { openApiDocument } from './document.ts';
import { exampleOf } from './example.ts';
import { fixtureDomain } from './testing/fixture-domain.ts';
import { createAnswerValidator, type SeenAnswer } from './validate.ts';

const document = openApiDocument({ title: 'Keyline API', version: '0.1.0', domains: [fixtureDomain] });
const validator = createAnswerValidator(document);
const account = exampleOf({ $ref: '#/components/schemas/Account' }, document.components.schemas) as object;

const read: SeenAnswer = {
  method: 'GET',
  path: '/v1/accounts/acc_01kafxq0h3e7rvx8bm2s9t4c5d?x=1',
  status: 200,
  headers: new Headers({
    'Content-Type': 'application/json; charset=utf-8',
    ETag: '"1"',
    'X-Request-Id': 'req_01kafxq0h3e7rvx8bm2s9t4c5d',
    'Server-Timing': 'db;dur=1.0;desc="1", app;dur=0.2',
    RateLimit: '"default";r=1;t=2',
    'RateLimit-Policy': '"default";q=6000;w=60',
  }),
  body: account,
};

function without(header: string): Headers {
  const headers = new Headers(read.headers);
  headers.delete(header);
  return headers;
}

function problem(code: string, status: number): SeenAnswer {
  const kind: ProblemKind = { status, title: { en: 'T', 'zh-CN': 'T' }, detail: { en: 'D', 'zh-CN': 'D' } };
  const place = {
    origin: 'https://k.example',
    locale: 'en',
    requestId: 'req_01kafxq0h3e7rvx8bm2s9t4c5d',
  } as const;
  const headers = new Headers(read.headers);
  headers.set('Content-Type', 'application/problem+json');
  headers.set('Content-Language', 'en');
  return { ...read, status, headers, body: problemDocument({ code, kind, values: {} }, place) };
}

describe('an answer held against the document', () => {
  test('that fits is not complained about', () => {
    expect(validator.check(read)).toEqual([]);
    expect(validator.check({ ...read, method: 'HEAD', body: undefined })).toEqual([]);
    expect(validator.check({ ...read, status: 304, body: undefined })).toEqual([]);
    expect(validator.check(problem('account.not_found', 404))).toEqual([]);
  });

  test('has a body of its schema', () => {
    const [finding, ...more] = validator.check({ ...read, body: { ...account, version: 0, colour: 'red' } });
    expect([finding, ...more].join('\n')).toMatch(/body must NOT have additional properties.*colour/);
    expect(more.join()).toContain('body/version must be >= 1');
    expect(validator.check({ ...read, body: undefined })).toEqual(['no body']);
    expect(validator.check({ ...read, status: 304 })).toEqual(['a body where none is declared']);
  });

  test('may lack what is shown once when it is given again', () => {
    const { name: _, ...rest } = account as { name: string };
    const missing = "body must have required property 'name'";
    expect(validator.check({ ...read, body: rest })).toEqual([missing]);
    const headers = new Headers(read.headers);
    headers.set('Idempotency-Replayed', 'true');
    expect(validator.check({ ...read, headers, body: rest })).toEqual([]);
    expect(validator.check({ ...read, headers, body: { ...rest, version: 0 } })).toHaveLength(1);
  });

  test('has formats, not only types', () => {
    expect(validator.check({ ...read, body: { ...account, createdAt: 'yesterday' } }).join()).toContain(
      'date-time',
    );
  });

  test.each(['ETag', 'X-Request-Id', 'Server-Timing', 'RateLimit'])('has the header %s', (name) => {
    expect(validator.check({ ...read, headers: without(name) })).toEqual([`the header ${name} is missing`]);
  });

  test('has headers of their form, and a declared media type', () => {
    const headers = without('ETag');
    headers.set('ETag', 'W/"1"');
    expect(validator.check({ ...read, headers }).join()).toContain('header ETag must match pattern');
    headers.set('ETag', '"1"');
    headers.set('Content-Type', 'text/html');
    expect(validator.check({ ...read, headers })).toEqual(['the media type text/html is not declared']);
  });

  test('has a declared status and a declared problem', () => {
    expect(validator.check({ ...read, status: 202 })).toEqual([
      'readAccount does not declare the status 202',
    ]);
    expect(validator.check(problem('account.gone', 404))).toEqual([
      'readAccount does not declare the problem account.gone at 404',
    ]);
    const seen = problem('account.not_found', 404);
    const lost = { ...seen, body: { ...(seen.body as object), type: 'about:blank' } };
    expect(validator.check(lost).join()).toContain('about:blank');
  });

  test('comes from an operation, or says that there is none', () => {
    expect(validator.check({ ...problem('route.not_found', 404), path: '/v1/nowhere' })).toEqual([]);
    expect(validator.check({ ...read, path: '/v1/nowhere' })).toEqual(['no operation at /v1/nowhere']);
    expect(validator.check({ ...problem('route.method_not_allowed', 405), method: 'PUT' })).toEqual([]);
    expect(validator.check({ ...read, method: 'PUT' }).join()).toContain('no operation at PUT /v1/accounts/');
  });
});

describe('the answers of a Worker', async () => {
  const { publicKeys } = await signingKey();
  const runtime = createRuntime({
    ENVIRONMENT: 'test',
    CELL: 'main',
    DATABASE_URL: 'http://database.internal',
    DATABASE: { fetch: () => Promise.reject(new TypeError('connection refused')) },
    TOKEN_PUBLIC_KEYS: publicKeys,
  });
  const worker = createWorker(fixtureDomain, () => runtime);
  const token = await accessTokenFor({
    ten: 'ten_01kafxq0h3e7rvx8bm2s9t4c5d',
    sub: 'usr_01kafxq0h3e7rvx8bm2s9t4c5d',
    sid: 'ses_01kafxq0h3e7rvx8bm2s9t4c5d',
  });

  async function ask(method: string, path: string, headers: Record<string, string>, body?: string) {
    const request = new Request(`https://k.example${path}`, { method, headers, body: body ?? null });
    const response = await worker.fetch(request, {}, idlePlatform);
    const text = await response.text();
    const seen = { method, path, status: response.status, headers: response.headers };
    return {
      status: response.status,
      findings: validator.check({ ...seen, ...(text && { body: JSON.parse(text) }) }),
    };
  }

  test.each([
    ['GET', '/.well-known/jwks.json', 200],
    ['HEAD', '/.well-known/jwks.json', 200],
    ['GET', '/.well-known/jwks.json?colour=red', 400],
    ['GET', '/v1/accounts', 401],
    ['GET', '/v1/nowhere', 404],
    ['DELETE', '/v1/accounts', 405],
    ['POST', '/v1/tenants', 415],
  ])('fit the document: %s %s is %i', async (method, path, status) => {
    expect(await ask(method, path, {})).toEqual({ status, findings: [] });
  });

  test.each([
    ['no JSON', '{', 400],
    ['the wrong JSON', '{"slug":1}', 400],
    ['what a rule refuses', '{"slug":"xian"}', 409],
  ])('fit the document when the body is %s', async (_, body, status) => {
    const headers = { 'Content-Type': 'application/json' };
    expect(await ask('POST', '/v1/tenants', headers, body)).toEqual({ status, findings: [] });
  });

  test('fit the document when the database is gone', async () => {
    vi.spyOn(console, 'error').mockReturnValue();
    const answer = await ask('GET', '/v1/accounts', { Authorization: `Bearer ${token}` });
    expect(answer).toEqual({ status: 503, findings: [] });
  });
});
