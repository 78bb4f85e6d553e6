import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { findAnswer } from './find-answer.ts';
import type { Header, OpenApi, Reference, ResponseObject } from './model.ts';

/** An answer as it came over the wire. */
export interface SeenAnswer {
  readonly method: string;
  /** With or without its query. */
  readonly path: string;
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON; undefined when there was no body. */
  readonly body?: unknown;
}

export interface AnswerValidator {
  /** What is wrong with an answer by the document: nothing, or one sentence per finding. */
  check(answer: SeenAnswer): string[];
}

/**
 * Holds answers against the document: a status, problem code or media type that is not declared, a body that
 * does not fit its schema, a declared header that is missing. For tests; needs Node.
 */
export function createAnswerValidator(document: OpenApi): AnswerValidator {
  const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, strictRequired: false });
  formats.default(ajv);
  ajv.addSchema({ $id: 'document', $defs: absolute(document.components.schemas) });
  const compiled = new Map<object, ValidateFunction>();

  function schemaFindings(schema: object, value: unknown, what: string): string[] {
    const known = compiled.get(schema);
    const validate = known ?? ajv.compile(absolute(schema));
    compiled.set(schema, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map((error) => `${what}${wordsOf(error)}`);
  }

  function headerFindings(response: ResponseObject, seen: Headers): string[] {
    return Object.entries(response.headers ?? {}).flatMap(([name, declared]) => {
      const header = '$ref' in declared ? headerAt(document, declared) : declared;
      const value = seen.get(name);
      if (value === null) return header.required ? [`the header ${name} is missing`] : [];
      return schemaFindings(header.schema, value, `header ${name}`);
    });
  }

  function bodyFindings(response: ResponseObject, { method, headers, body }: SeenAnswer): string[] {
    const type = headers.get('Content-Type')?.split(';')[0]?.trim();
    const content = response.content ?? {};
    if (Object.keys(content).length === 0) return body === undefined ? [] : ['a body where none is declared'];
    const media = content[type ?? ''];
    if (media === undefined) return [`the media type ${type ?? 'none'} is not declared`];
    if (method.toUpperCase() === 'HEAD') return [];
    if (body === undefined) return ['no body'];
    const findings = schemaFindings(media.schema, body, 'body');
    return headers.has('Idempotency-Replayed')
      ? findings.filter((one) => !missingMember.test(one))
      : findings;
  }

  return {
    check(answer) {
      const response = findAnswer(document, answer);
      if (typeof response === 'string') return [response];
      return [
        ...headerFindings(response, answer.headers),
        ...bodyFindings(response, answer),
        ...problemFindings(response, answer),
      ];
    },
  };
}

/** What a repeated answer may lack: members that are shown once, such as a key. */
const missingMember = /^body must have required property /;

/** The same schema, its references leading into the document that the validator knows. */
function absolute(schema: object): object {
  const text = JSON.stringify(schema);
  return JSON.parse(text.replaceAll('"$ref":"#/components/schemas/', '"$ref":"document#/$defs/'));
}

function headerAt(document: OpenApi, { $ref }: Reference): Header {
  const header = document.components.headers[$ref.replace('#/components/headers/', '')];
  if (header === undefined) throw new Error(`no header at ${$ref}`);
  return header;
}

/** What a schema cannot say of a problem: its type leads to the page of its code. */
function problemFindings(response: ResponseObject, { body }: SeenAnswer): string[] {
  if (!('application/problem+json' in (response.content ?? {}))) return [];
  const { type, code } = (body ?? {}) as { readonly type?: unknown; readonly code?: unknown };
  return String(type).endsWith(`/docs/problems/${code}`) ? [] : [`the type ${type} does not lead to ${code}`];
}

function wordsOf({ instancePath, message, params, keyword }: ErrorObject): string {
  const more = keyword === 'enum' || keyword === 'additionalProperties' || keyword === 'const';
  return `${instancePath} ${message}${more ? ` ${JSON.stringify(params)}` : ''}`;
}
