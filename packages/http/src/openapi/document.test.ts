import { describe, expect, test } from 'vitest';
import type { Operation } from '../operation.ts';
import { openApiDocument } from './document.ts';
import { codesOf } from './find-answer.ts';
import type { OperationObject, ResponseObject } from './model.ts';
import { problemsOf } from './problems.ts';
import { fixtureDomain } from './testing/fixture-domain.ts';

const given = { title: 'Keyline API', version: '0.1.0', domains: [fixtureDomain] };
const document = openApiDocument(given);

function operation(path: string, verb: 'get' | 'post' | 'patch' | 'delete'): OperationObject {
  return document.paths[path]?.[verb] as OperationObject;
}

function names(path: string, verb: 'get' | 'post' | 'patch' | 'delete'): string[] {
  return (operation(path, verb).parameters ?? []).map((one) =>
    '$ref' in one ? one.$ref : `${one.in} ${one.name}`,
  );
}

function answer(one: OperationObject, status: number): ResponseObject {
  const found = one.responses[status];
  if (found === undefined || !('$ref' in found)) return found as ResponseObject;
  return document.components.responses[found.$ref.slice('#/components/responses/'.length)] as ResponseObject;
}

describe('the document', () => {
  test('is the same text for the same operations, and holds nothing undefined', () => {
    expect(JSON.stringify(openApiDocument(given))).toBe(JSON.stringify(document));
    expect(JSON.parse(JSON.stringify(document))).toStrictEqual(document);
  });

  test('has every operation, and what the edge answers itself', () => {
    const ids = Object.values(document.paths).flatMap((item) =>
      Object.values(item).map((one) => one.operationId),
    );
    expect(ids.toSorted()).toEqual(
      ['readHealth', 'readDocument', ...fixtureDomain.operations.map((one) => one.id)].toSorted(),
    );
  });

  test('tells what an operation needs', () => {
    expect(operation('/v1/accounts', 'post')).toMatchObject({
      summary: 'Create an account',
      description:
        'A similar name is refused unless `force` is set.\n\nNeeds the permission `accounts.write`.',
      security: [{ bearer: [] }],
      'x-permission': 'accounts.write',
      'x-trips': [2, 2],
    });
    expect(operation('/v1/me', 'get').description).toBe('Needs a signed-in caller.');
    expect(operation('/v1/tenants', 'post')).toMatchObject({
      security: [],
      description: 'Needs no sign-in.',
    });
  });

  test('gives each operation the headers it takes', () => {
    const header = (name: string) => `#/components/parameters/${name}`;
    expect(names('/v1/accounts/{id}', 'patch')).toEqual([
      'path id',
      header('IdempotencyKey'),
      header('IfMatch'),
      header('AcceptLanguage'),
    ]);
    expect(names('/v1/accounts/{id}', 'get')).toEqual([
      'path id',
      header('IfNoneMatch'),
      header('AcceptLanguage'),
    ]);
  });

  test('describes the parameters of a list, with examples where there are any', () => {
    const [limit, cursor, sort, , kind, createdFrom] = operation('/v1/accounts', 'get').parameters ?? [];
    expect(limit).toMatchObject({
      name: 'limit',
      required: false,
      schema: { type: 'integer', maximum: 200 },
      example: 50,
    });
    expect(cursor).not.toHaveProperty('example');
    expect(sort).toMatchObject({ schema: { enum: ['createdAt', '-createdAt', 'name', '-name'] } });
    expect(kind).toMatchObject({ schema: { type: 'array' }, example: ['government'] });
    expect(createdFrom).toMatchObject({ schema: { type: 'string', format: 'date-time' } });
  });

  test('names bodies, shows them with an example, and takes a merge patch where it may', () => {
    const create = operation('/v1/accounts', 'post').requestBody?.content;
    expect(Object.keys(create ?? {})).toEqual(['application/json']);
    expect(create?.['application/json']?.schema).toEqual({ $ref: '#/components/schemas/CreateAccountBody' });
    expect(create?.['application/json']?.example).toMatchObject({ reviewOn: '2026-03-31', force: false });
    const change = operation('/v1/accounts/{id}', 'patch').requestBody?.content;
    expect(Object.keys(change ?? {})).toEqual(['application/json', 'application/merge-patch+json']);
  });

  test('gives answers the headers that follow from what they are', () => {
    const headersOf = (path: string, verb: 'get' | 'post' | 'delete', status: number) =>
      Object.keys(answer(operation(path, verb), status).headers ?? {});
    expect(headersOf('/v1/accounts', 'post', 201)).toEqual([
      'ETag',
      'X-Request-Id',
      'Server-Timing',
      'RateLimit',
      'RateLimit-Policy',
      'Location',
      'Idempotency-Replayed',
    ]);
    // What has no version is no record of its own and has no place to go to.
    expect(headersOf('/v1/tenants', 'post', 201)).not.toContain('Location');
    expect(headersOf('/v1/accounts', 'get', 200)).toContain('Link');
    expect(headersOf('/v1/accounts/{id}', 'get', 304)).toContain('ETag');
    expect(headersOf('/v1/accounts/{id}', 'delete', 204)).not.toContain('ETag');
    expect(headersOf('/.well-known/jwks.json', 'get', 200)).toEqual(['X-Request-Id', 'Server-Timing']);
    expect(answer(operation('/v1/accounts/{id}', 'delete'), 204)).not.toHaveProperty('content');
  });

  test.each(fixtureDomain.operations.map((one): [string, Operation] => [one.id, one]))(
    'names by status each problem of %s, with an example of it',
    (_, one) => {
      const described = operation(one.path, one.method.toLowerCase() as 'get');
      const told = Object.keys(described.responses).flatMap((status) => {
        const response = answer(described, Number(status));
        const examples = response.content?.['application/problem+json']?.examples ?? {};
        const codes = codesOf(response) ?? [];
        expect(Object.keys(examples)).toEqual(codes);
        return codes.map((code) => [code, Number(status)]);
      });
      expect(told).toEqual(Object.entries(problemsOf(one)).map(([code, kind]) => [code, kind.status]));
    },
  );

  test('writes common problems once, and shows unknown values as dots', () => {
    expect(operation('/v1/accounts', 'post').responses[429]).toEqual({
      $ref: '#/components/responses/RequestTooMany',
    });
    const conflict = answer(operation('/v1/accounts', 'post'), 409).content?.['application/problem+json'];
    expect(conflict?.examples?.['account.duplicate']?.value).toMatchObject({
      type: 'https://keyline.example/docs/problems/account.duplicate',
      detail: '… has the same credit code.',
    });
  });

  test('is refused when two operations are one', () => {
    const [first] = fixtureDomain.operations as readonly [Operation];
    const twice = (second: Operation) => () =>
      openApiDocument({ ...given, domains: [{ ...fixtureDomain, operations: [first, second] }] });
    expect(twice({ ...first, id: 'other' })).toThrow('GET /v1/accounts is mounted twice');
    expect(twice({ ...first, path: '/v1/other' })).toThrow('two operations are called listAccounts');
  });
});
