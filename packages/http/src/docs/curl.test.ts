import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import type { OpenApi, OperationObject } from '../openapi/index.ts';
import { openApiDocument } from '../openapi/index.ts';
import { fixtureDomain } from '../openapi/testing/fixture-domain.ts';
import { groupsOf, type Listed } from './catalogue.ts';
import { curlOf } from './curl.ts';

const document = openApiDocument({ title: 'Keyline API', version: '0.1.0', domains: [fixtureDomain] });

/** What the command line hands to curl, argument by argument. */
function argumentsOf(command: string): string[] {
  const shell = `curl() { printf '%s\\0' "$@"; }; uuidgen() { echo key-1; }; ${command}`;
  const env = { ...process.env, KEYLINE: 'http://localhost:8787', TOKEN: 't' };
  return execFileSync('sh', ['-c', shell], { env, encoding: 'utf8' }).split('\0').slice(0, -1);
}

function listed(id: string): Listed {
  const all = groupsOf(document).flatMap((group) => group.operations);
  return all.find(({ operation }) => operation.operationId === id) as Listed;
}

describe('the command line of an operation', () => {
  test('runs as it stands', () => {
    expect(argumentsOf(curlOf(document, listed('changeAccount')))).toEqual([
      '-X',
      'PATCH',
      'http://localhost:8787/v1/accounts/acc_01kafxq0h3e7rvx8bm2s9t4c5d',
      '-H',
      'Authorization: Bearer t',
      '-H',
      'Idempotency-Key: key-1',
      '-H',
      'If-Match: "1"',
      '-H',
      'Content-Type: application/json',
      '-d',
      JSON.stringify({ name: '西安市大数据服务有限公司', creditCode: '91610131MA6U0XYM9D' }, null, 2),
    ]);
  });

  test('sends no token where none is needed, and nothing it need not', () => {
    expect(argumentsOf(curlOf(document, listed('readPublicKeys')))).toEqual([
      'http://localhost:8787/.well-known/jwks.json',
    ]);
    expect(argumentsOf(curlOf(document, listed('listAccounts')))[0]).toBe(
      'http://localhost:8787/v1/accounts',
    );
  });

  test('survives quotes in its example, and names required query parameters', () => {
    const example = { name: `Xi'an "$TOKEN"` };
    const operation: OperationObject = {
      ...listed('createAccount').operation,
      parameters: [{ name: 'from', in: 'query', required: true, schema: {}, example: '2026-03-31 8:00' }],
      requestBody: { required: true, content: { 'application/json': { schema: {}, example } } },
    };
    const given: OpenApi = { ...document };
    const sent = argumentsOf(curlOf(given, { ...listed('createAccount'), operation }));
    expect(sent).toContain('http://localhost:8787/v1/accounts?from=2026-03-31%208%3A00');
    expect(JSON.parse(sent.at(-1) ?? '')).toEqual(example);
  });
});
