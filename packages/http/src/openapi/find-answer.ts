import { type CommonProblem, commonProblems } from '@keyline/kernel';
import type { OpenApi, PathItem, Reference, ResponseObject, Verb } from './model.ts';

/** Which answer of which operation is looked for. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly body?: unknown;
}

/**
 * The declared answer for a request that got this status; a sentence when the document has none. Paths and
 * methods that do not exist have their two problems without being declared.
 */
export function findAnswer(document: OpenApi, asked: Asked): ResponseObject | string {
  const { status, body } = asked;
  const method = asked.method.toUpperCase();
  const path = asked.path.replace(/[?#].*$/, '');
  const item = pathItemOf(document, path);
  const code = (body as { readonly code?: unknown } | null | undefined)?.code;
  if (item === undefined) return undeclared('route.not_found', status, code) ?? `no operation at ${path}`;
  const operation = item[(method === 'HEAD' ? 'get' : method.toLowerCase()) as Verb];
  if (operation === undefined) {
    return undeclared('route.method_not_allowed', status, code) ?? `no operation at ${method} ${path}`;
  }
  const declared = operation.responses[status];
  if (declared === undefined) return `${operation.operationId} does not declare the status ${status}`;
  const response = '$ref' in declared ? responseAt(document, declared) : declared;
  const codes = codesOf(response);
  if (codes === undefined || code === undefined || codes.includes(String(code))) return response;
  return `${operation.operationId} does not declare the problem ${code} at ${status}`;
}

/** The problem codes of an answer; undefined when it is no problem. */
export function codesOf(response: ResponseObject): readonly string[] | undefined {
  const narrowed = response.content?.['application/problem+json']?.schema.allOf?.[1];
  return narrowed?.properties?.code?.enum?.map(String);
}

/** The response that a reference leads to, among the components. */
export function responseAt(document: OpenApi, { $ref }: Reference): ResponseObject {
  const response = document.components.responses[$ref.replace('#/components/responses/', '')];
  if (response === undefined) throw new Error(`no response at ${$ref}`);
  return response;
}

function undeclared(code: CommonProblem, status: number, seen: unknown): ResponseObject | undefined {
  const { title, status: expected } = commonProblems[code];
  if (status !== expected || seen !== code) return undefined;
  const schema = { $ref: '#/components/schemas/Problem' };
  return { description: title.en, content: { 'application/problem+json': { schema } } };
}

/** The path item whose template fits; a literal segment beats a parameter. */
function pathItemOf(document: OpenApi, path: string): PathItem | undefined {
  const segments = path.split('/');
  const fitting = templatesOf(document).filter(({ names }) => fits(names, segments));
  fitting.sort((a, b) => a.parameters - b.parameters);
  return fitting[0]?.item;
}

interface Template {
  readonly item: PathItem;
  readonly names: readonly string[];
  readonly parameters: number;
}

/** Taken apart once: thousands of answers are held against one document. */
const known = new WeakMap<OpenApi, readonly Template[]>();

function templatesOf(document: OpenApi): readonly Template[] {
  const made =
    known.get(document) ??
    Object.entries(document.paths).map(([template, item]) => {
      const names = template.split('/');
      return { item, names, parameters: names.filter(isParameter).length };
    });
  known.set(document, made);
  return made;
}

const isParameter = (name: string) => name.startsWith('{') && name.endsWith('}');

function fits(names: readonly string[], segments: readonly string[]): boolean {
  return (
    names.length === segments.length &&
    names.every((name, at) => name === segments[at] || (isParameter(name) && segments[at] !== ''))
  );
}
