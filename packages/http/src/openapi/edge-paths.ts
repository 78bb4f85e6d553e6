import { headerReferences } from './headers.ts';
import type { JsonSchema, PathItem } from './model.ts';

const state = (...words: string[]): JsonSchema => ({ type: 'string', enum: words });

const count = (description: string): JsonSchema => ({ type: 'integer', minimum: 0, description });
const instant = (description: string): JsonSchema => ({
  type: ['string', 'null'],
  format: 'date-time',
  description,
});

const job: JsonSchema = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    lastRunAt: instant('When it ran last; null: never.'),
    scheduledAt: instant('The time for which it ran last.'),
    lastSuccessAt: instant('When it last ended well; null: never.'),
    lagSeconds: {
      ...count('How long ago that was. It runs every minute; null: never.'),
      type: ['integer', 'null'],
    },
    failures: count('How often in a row it failed.'),
    lastError: { type: ['string', 'null'], description: 'Why it failed last, in one word.' },
  },
  required: ['name', 'lastRunAt', 'scheduledAt', 'lastSuccessAt', 'lagSeconds', 'failures', 'lastError'],
  additionalProperties: false,
};

const detail: JsonSchema = {
  type: 'object',
  description: 'How the work goes that the Worker does by itself.',
  properties: {
    jobs: { type: 'array', items: job },
    deadlines: {
      type: 'object',
      description: 'Of all tenants; counts end at 1000.',
      properties: {
        overdue: count('Due for more than two minutes, and not fired.'),
        failing: count('Put off since they failed.'),
      },
      required: ['overdue', 'failing'],
      additionalProperties: false,
    },
  },
  required: ['jobs', 'deadlines'],
  additionalProperties: false,
};

const health: JsonSchema = {
  type: 'object',
  properties: {
    status: { ...state('ok', 'degraded'), description: '`degraded` when any part is not well.' },
    version: { type: 'string', description: 'What is deployed.' },
    workers: {
      type: 'object',
      description: 'Each Worker by its name.',
      additionalProperties: state('ok', 'degraded', 'down'),
    },
    database: { ...state('ok', 'down', 'unknown'), description: '`unknown` when no Worker could be asked.' },
    detail: {
      type: 'object',
      description: 'With `detail=1`: each Worker that could tell, by its name.',
      additionalProperties: detail,
    },
  },
  required: ['status', 'version', 'workers', 'database'],
  additionalProperties: false,
};

const well = { accounts: 'ok', opportunities: 'ok', contracts: 'ok', tickets: 'ok', notifications: 'ok' };

function reported(status: 'ok' | 'degraded', accounts: string) {
  const example = { status, version: '0.1.0', workers: { ...well, accounts }, database: 'ok' };
  return { 'application/json': { schema: { $ref: '#/components/schemas/Health' }, example } };
}

/** The tag of what the edge answers itself. */
export const edgeTag = 'Platform';

/** The schemas that the edge's own paths use. */
export const edgeSchemas = { Health: health };

/** What the edge answers itself, without a Worker behind it. */
export const edgePaths: Readonly<Record<string, PathItem>> = {
  '/healthz': {
    get: {
      operationId: 'readHealth',
      summary: 'Tell how the parts are',
      description: 'Asks every Worker and the database. Needs no sign-in.',
      tags: [edgeTag],
      security: [],
      'x-permission': 'anonymous',
      parameters: [
        {
          name: 'detail',
          in: 'query',
          required: false,
          description: 'Also how jobs and deadlines go, in numbers over all tenants.',
          schema: { type: 'string', enum: ['1'] },
        },
      ],
      responses: {
        200: { description: 'All is well.', content: reported('ok', 'ok') },
        503: {
          description: 'A part is down; the answer names it.',
          headers: headerReferences([['RetryAfter', true]]),
          content: reported('degraded', 'down'),
        },
      },
    },
  },
  '/openapi.json': {
    get: {
      operationId: 'readDocument',
      summary: 'Read this document',
      description: 'The OpenAPI 3.1 document of the whole API. Needs no sign-in.',
      tags: [edgeTag],
      security: [],
      'x-permission': 'anonymous',
      responses: {
        200: {
          description: 'This document.',
          content: {
            'application/json': {
              schema: {
                type: 'object',
                properties: { openapi: { type: 'string', pattern: '^3\\.1\\.[0-9]+$' } },
                required: ['openapi'],
                additionalProperties: true,
              },
              example: { openapi: '3.1.1' },
            },
          },
        },
      },
    },
  },
};
