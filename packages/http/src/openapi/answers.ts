import type { Operation } from '../operation.ts';
import { exampleOf, resolve } from './example.ts';
import { headerReferences } from './headers.ts';
import type { Header, JsonSchema, Media, Responses, Schemas } from './model.ts';
import { isLimited } from './problems.ts';
import type { SchemaBook } from './schemas.ts';

/** What an operation answers when all is well. */
export function successOf(operation: Operation, book: SchemaBook): Responses {
  const { answer, kind, idempotent, versioned, id } = operation;
  const schema = answer.schema && book.write(answer.schema, 'answered', `${id}, answer`);
  const limited = isLimited(operation);
  const usual = [
    ['XRequestId', true],
    ['ServerTiming', true],
    ['RateLimit', limited],
    ['RateLimitPolicy', limited],
  ] as const;
  const record = schema !== undefined && carriesVersion(schema, book.named);
  const headers = headerReferences([
    ['ETag', record],
    ...usual,
    ['Location', answer.status === 201 && record],
    ['Link', kind === 'list'],
    ['IdempotencyReplayed', idempotent],
  ]);
  const success = {
    description: answer.description,
    headers: { ...headers, ...ownHeaders({ ...(answer.files && fileHeaders), ...answer.headers }) },
    ...(answer.files && { content: filesOf(answer.files) }),
    ...(schema && {
      content: {
        'application/json': mediaOf(schema, book.named, `${id}, answer`),
        ...(operation.csv && {
          'text/csv': { schema: { type: 'string' as const } },
          'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {
            schema: { type: 'string' as const },
          },
        }),
      },
    }),
  };
  const current = {
    description: 'If-None-Match names the current version.',
    headers: {
      ...headerReferences([['ETag', answer.files === undefined], ...usual]),
      ...(answer.files && ownHeaders(fileHeaders)),
    },
  };
  const cached = (versioned && kind === 'query') || answer.files !== undefined;
  const part = answer.files && { 206: { ...success, description: 'The range of it that Range asks for.' } };
  return { [answer.status]: success, ...part, ...(cached && { 304: current }) };
}

/** What the answer with a file says of it. */
const fileHeaders = {
  ETag: 'The SHA-256 of the content.',
  'Content-Disposition': 'To be saved, under its name.',
  'Accept-Ranges': 'A Range in bytes is honoured.',
};

/** A file of any of these types; whoever asks for a range of it gets a part. */
function filesOf(types: readonly string[]): Record<string, Media> {
  const schema = { type: 'string' as const, format: 'binary' };
  return Object.fromEntries(types.map((type) => [type, { schema }]));
}

/** A body with its example; `where` is told when no example can be made. */
export function mediaOf(schema: JsonSchema, named: Schemas, where: string): Media {
  try {
    return { schema, example: exampleOf(schema, named) };
  } catch (error) {
    throw new Error(`${where}: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
}

/** Records carry their version, and with it an ETag. */
function carriesVersion(schema: JsonSchema, named: Schemas): boolean {
  const record = schema.$ref === undefined ? schema : resolve(schema.$ref, named);
  return record.required?.includes('version') ?? false;
}

function ownHeaders(descriptions: Readonly<Record<string, string>>): Record<string, Header> {
  const own = Object.entries(descriptions).map(([name, description]): [string, Header] => [
    name,
    { description, required: false, schema: { type: 'string' } },
  ]);
  return Object.fromEntries(own);
}
