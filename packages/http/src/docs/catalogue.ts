import { codesOf, responseAt } from '../openapi/find-answer.ts';
import type { OpenApi, OperationObject, Reference, ResponseObject, Verb } from '../openapi/model.ts';
import { slugOf } from './words.ts';

/** An operation with the place it is mounted at. */
export interface Listed {
  readonly verb: Verb;
  readonly path: string;
  readonly operation: OperationObject;
  /** Its place in the reference. */
  readonly href: string;
}

export interface TagGroup {
  readonly tag: string;
  readonly href: string;
  readonly operations: readonly Listed[];
}

/** The operations of the document by their tag, in the order of the document. */
export function groupsOf(document: OpenApi): TagGroup[] {
  const all = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([verb, operation]) => ({ verb: verb as Verb, path, operation })),
  );
  return document.tags.map(({ name: tag }) => {
    const href = `/docs/reference/${slugOf(tag)}`;
    const own = all.filter(({ operation }) => operation.tags.includes(tag));
    return {
      tag,
      href,
      operations: own.map((one) => ({ ...one, href: `${href}#${one.operation.operationId}` })),
    };
  });
}

/** The answers of an operation, references resolved. */
export function answersOf(document: OpenApi, operation: OperationObject): [number, ResponseObject][] {
  return Object.entries(operation.responses).map(([status, declared]) => [
    Number(status),
    isReference(declared) ? responseAt(document, declared) : declared,
  ]);
}

/** Which operations can answer each problem code. */
export function operationsByCode(
  document: OpenApi,
  groups: readonly TagGroup[],
): ReadonlyMap<string, Listed[]> {
  const found = new Map<string, Listed[]>();
  for (const listed of groups.flatMap((group) => group.operations)) {
    const codes = answersOf(document, listed.operation).flatMap(([, response]) => codesOf(response) ?? []);
    for (const code of codes) found.set(code, [...(found.get(code) ?? []), listed]);
  }
  return found;
}

export function isReference(part: object): part is Reference {
  return '$ref' in part;
}
