import { commonProblems, type ProblemCatalogue, type ProblemKind } from '@keyline/kernel';
import type { Operation } from '../operation.ts';
import { headerReferences } from './headers.ts';
import { pascalCase, type Reference, type ResponseObject, type Responses } from './model.ts';
import { problemExample } from './problem-example.ts';
import { problemsOf } from './problems.ts';

/** Answers that many operations share, by the name of their component. */
export type SharedResponses = Map<string, ResponseObject>;

/**
 * The problems of an operation by their status. A status with none but common problems is written once, under
 * `shared`, and referred to.
 */
export function problemAnswersOf(operation: Operation, shared: SharedResponses): Responses {
  const problems = Object.entries(problemsOf(operation));
  const statuses = [...new Set(problems.map(([, kind]) => kind.status))];
  const answers = statuses.map((status): [string, ResponseObject | Reference] => {
    const met = Object.fromEntries(problems.filter(([, kind]) => kind.status === status));
    const codes = Object.keys(met);
    if (!codes.every((code) => code in commonProblems)) {
      return [String(status), answerOf(status, met, operation.permission ?? undefined)];
    }
    const name = codes.map(pascalCase).join('Or');
    if (!shared.has(name)) shared.set(name, answerOf(status, met));
    return [String(status), { $ref: `#/components/responses/${name}` }];
  });
  return Object.fromEntries(answers);
}

function answerOf(status: number, problems: ProblemCatalogue, permission?: string): ResponseObject {
  const codes = Object.keys(problems);
  const only = (code: string) => codes.every((other) => other === code);
  const entries = Object.entries(problems);
  const narrowed = { type: 'object', properties: { status: { const: status }, code: { enum: codes } } };
  return {
    description: entries.map(([, kind]) => `${kind.title.en}.`).join(' '),
    headers: headerReferences([
      ['XRequestId', true],
      // A 503 may come from the edge, which measures nothing.
      ['ServerTiming', status !== 503],
      ['ContentLanguage', true],
      ['ETag', only('request.stale')],
      ['RateLimit', status === 429],
      ['RateLimitPolicy', status === 429],
      ['RetryAfter', only('request.too_many') || only('service.unavailable')],
      ['WWWAuthenticate', only('request.not_authenticated')],
    ]),
    content: {
      'application/problem+json': {
        schema: { allOf: [{ $ref: '#/components/schemas/Problem' }, narrowed] },
        examples: Object.fromEntries(
          entries.map(([code, kind]) => [code, exampleFor(code, kind, permission)]),
        ),
      },
    },
  };
}

function exampleFor(code: string, kind: ProblemKind, permission?: string) {
  return { summary: kind.title.en, value: problemExample(code, kind, permission) };
}
