import { type Locale, type ProblemExtras, type ProblemKind, parts, problemDocument } from '@keyline/kernel';
import { bodyLimit } from '../input.ts';
import { inputError } from '../input-errors.ts';
import type { JsonSchema } from './model.ts';

/** The problem document of RFC 9457 as this API writes it; problems may carry members of their own. */
export const problemSchema: JsonSchema = {
  type: 'object',
  description: 'A problem document (RFC 9457). Members beside these belong to the code.',
  properties: {
    type: { type: 'string', format: 'uri', description: 'The page that explains the code.' },
    title: { type: 'string', description: 'The kind of problem, in the language asked for.' },
    status: { type: 'integer', minimum: 400, maximum: 599, description: 'The status of the answer.' },
    detail: { type: 'string', description: 'What happened, in the language asked for.' },
    instance: { type: 'string', pattern: '^req_[0-9a-z]{26}$', description: 'The id of the request.' },
    code: {
      type: 'string',
      pattern: '^[a-z_]+(\\.[a-z_]+)+$',
      description: 'Names the kind of problem and never changes.',
    },
    errors: {
      type: 'array',
      description: 'What is wrong with the input, all of it at once.',
      items: {
        type: 'object',
        properties: {
          pointer: {
            type: 'string',
            description: 'JSON Pointer into the body, or below `/path`, `/query`, `/header`.',
          },
          code: { type: 'string', description: 'Names the kind of error and never changes.' },
          detail: { type: 'string', description: 'What is wrong, in the language asked for.' },
        },
        required: ['pointer', 'code', 'detail'],
        additionalProperties: false,
      },
    },
  },
  required: ['type', 'title', 'status', 'detail', 'instance', 'code'],
  additionalProperties: true,
};

const place = { origin: 'https://keyline.example', requestId: 'req_01kafxq0h3e7rvx8bm2s9t4c5d' };

/** What stands in an example for the places of a text that any operation can fill. */
const values = {
  path: '/v1/nowhere',
  method: 'PUT',
  currentVersion: 4,
  limit: bodyLimit,
  seconds: 12,
  part: parts.database,
};

/** An example of this problem, as an operation with this permission would answer it. */
export function problemExample(
  code: string,
  kind: ProblemKind,
  permission = 'accounts.write',
  locale: Locale = 'en',
): Record<string, unknown> {
  const known = withDots(kind, { ...values, permission });
  return problemDocument({ code, kind, values: known, ...extras[code] }, { ...place, locale });
}

const extras: Readonly<Record<string, ProblemExtras>> = {
  'request.invalid': { errors: [inputError('/query/colour', 'unknown')] },
  'request.unknown_reference': { errors: [inputError('/ownerId', 'unknown_reference')] },
  'request.stale': { members: { currentVersion: values.currentVersion } },
};

/** A place that only the operation could fill is shown as dots. */
function withDots(kind: ProblemKind, known: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const places = Object.values(kind.detail).flatMap((text) =>
    [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1] ?? ''),
  );
  return Object.fromEntries(places.map((name) => [name, known[name] ?? '…']));
}
