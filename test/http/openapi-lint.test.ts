import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openApiDocument } from '@keyline/http/openapi';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { domains } from '../support/domains.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const redocly = join(createRequire(import.meta.url).resolve('@redocly/cli/package.json'), '../bin/cli.js');

/** What Redocly finds in a document by the rules of redocly.yaml; warnings count. */
interface Finding {
  readonly ruleId: string;
  readonly message: string;
}

describe('the API document', () => {
  const document = openApiDocument({ title: 'Keyline', version: '0.1.0', domains });
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'keyline-openapi-'));
  });

  afterAll(() => rm(folder, { recursive: true }));

  async function lint(given: unknown): Promise<Finding[]> {
    const file = join(folder, 'openapi.json');
    await writeFile(file, JSON.stringify(given));
    const parameters = ['lint', file, '--config', join(root, 'redocly.yaml'), '--format', 'json'];
    const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
    // It leaves with an error where it finds something; what it found is on its output all the same.
    const report = await new Promise<string>((resolve) => {
      const options = { env, maxBuffer: 64 * 1024 * 1024 };
      execFile(process.execPath, [redocly, ...parameters], options, (_, stdout) => resolve(stdout));
    });
    return (JSON.parse(report) as { readonly problems: Finding[] }).problems;
  }

  test('of all Workers is free of errors and warnings', async () => {
    expect(await lint(document)).toEqual([]);
  });

  test('is refused when an example breaks its schema', async () => {
    const broken = structuredClone(document) as { components: { schemas: Record<string, object> } };
    broken.components.schemas.Account = { type: 'object', properties: { id: { type: 'integer' } } };
    const rules = (await lint(broken)).map((finding) => finding.ruleId);
    expect(rules).toContain('no-invalid-media-type-examples');
  });

  test('is refused when a path parameter is not described', async () => {
    const path = Object.keys(document.paths).find((one) => one.includes('{')) ?? '';
    const item = Object.entries(document.paths[path] ?? {}).map(([verb, operation]) => [
      verb,
      { ...operation, parameters: [] },
    ]);
    const broken = { ...document, paths: { ...document.paths, [path]: Object.fromEntries(item) } };
    const rules = (await lint(broken)).map((finding) => finding.ruleId);
    expect(rules).toContain('path-parameters-defined');
  });

  test('is refused when an operation of a Worker keeps its problems to itself', async () => {
    const [path = '', item = {}] =
      Object.entries(document.paths).find(([one]) => one.startsWith('/v1/')) ?? [];
    const silent = Object.entries(item).map(([verb, operation]) => {
      const { 400: _, ...responses } = operation.responses;
      return [verb, { ...operation, responses }];
    });
    const broken = { ...document, paths: { ...document.paths, [path]: Object.fromEntries(silent) } };
    const rules = (await lint(broken)).map((finding) => finding.ruleId);
    expect(rules).toContain('rule/operations-of-workers-tell-their-problems');
  });
});
