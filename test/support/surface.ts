import { globSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Domain, Example, Operation } from '@keyline/http';
import { domains } from './domains.ts';

/** An operation that callers reach, with the example that stands beside it. */
export interface Mounted {
  readonly domain: Domain;
  readonly operation: Operation;
  readonly example: Example;
}

/** Everything that callers reach. */
export interface Surface {
  readonly domains: readonly Domain[];
  readonly mounted: readonly Mounted[];
}

/** A file of a Worker's commands or queries, and what it exports. */
export interface VerbFile {
  readonly file: string;
  readonly exports: Readonly<Record<string, unknown>>;
}

const root = join(import.meta.dirname, '../..');

/** The commands and queries of all Workers. */
export async function verbFiles(): Promise<VerbFile[]> {
  const files = globSync('workers/*/src/{commands,queries}/*.ts', { cwd: root });
  const verbs = files.filter((file) => !file.endsWith('.test.ts')).sort();
  return Promise.all(
    verbs.map(async (file) => ({ file, exports: await import(pathToFileURL(join(root, file)).href) })),
  );
}

/** The operations of these Workers, each joined with its example; and what is amiss between the two. */
export function joinExamples(
  domains: readonly Domain[],
  files: readonly VerbFile[],
): { readonly surface: Surface; readonly findings: readonly string[] } {
  const reached = domains.flatMap((domain) => domain.operations.map((operation) => ({ domain, operation })));
  const written = files.flatMap(({ file, exports }) =>
    Object.values(exports)
      .filter(isOperation)
      .map((operation) => ({ file, operation, example: exports.example })),
  );
  const mounted = reached.flatMap(({ domain, operation }) => {
    const found = written.find((one) => one.operation.id === operation.id);
    return isExample(found?.example) ? [{ domain, operation, example: found.example }] : [];
  });
  const ids = reached.map(({ operation }) => operation.id);
  const places = reached.map(({ operation }) => `${operation.method} ${operation.path}`);
  const joined = new Set(mounted.map(({ operation }) => operation.id));
  const findings = [
    ...ids.filter((id) => !joined.has(id)).map((id) => `${id}: no example is exported beside it`),
    ...doubles(ids).map((id) => `${id}: two operations have this id`),
    ...doubles(places).map((place) => `${place}: two operations answer there`),
    ...written
      .filter(({ operation }) => !ids.includes(operation.id))
      .map(({ file, operation }) => `${operation.id}: written in ${file}, and no Worker mounts it`),
  ];
  return { surface: { domains, mounted }, findings };
}

let product: Promise<Surface> | undefined;

/** The surface of the product: one for all guards of a process, and with it one API document to hold answers against. */
export function productSurface(): Promise<Surface> {
  product ??= verbFiles().then((files) => joinExamples(domains, files).surface);
  return product;
}

/** The operation of this id; an error when nobody mounts it. */
export function mountedOf(surface: Surface, operationId: string): Mounted {
  const found = surface.mounted.find(({ operation }) => operation.id === operationId);
  if (found === undefined) throw new Error(`no operation ${operationId} with an example`);
  return found;
}

function isOperation(value: unknown): value is Operation {
  const { id, kind, handle } = (value ?? {}) as Partial<Operation>;
  return typeof id === 'string' && typeof kind === 'string' && typeof handle === 'function';
}

function isExample(value: unknown): value is Example {
  return typeof (value as Partial<Example> | undefined)?.request === 'function';
}

function doubles(list: readonly string[]): string[] {
  return list.filter((one, index) => list.indexOf(one) !== index);
}
