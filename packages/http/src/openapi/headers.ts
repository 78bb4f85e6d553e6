import type { Header, Reference } from './model.ts';

const text = { type: 'string' } as const;

/** Every header that answers carry, under the name of its component. */
export const headers = {
  ETag: {
    description: 'The version of the record, for If-Match and If-None-Match.',
    required: true,
    schema: { type: 'string', pattern: '^"[0-9]+"$' },
    example: '"1"',
  },
  XRequestId: {
    description: 'The id of the request, in every log line about it.',
    required: true,
    schema: { type: 'string', pattern: '^req_[0-9a-z]{26}$' },
    example: 'req_01kafxq0h3e7rvx8bm2s9t4c5d',
  },
  ServerTiming: {
    description: 'Milliseconds in the database, with the number of its round trips, and in the application.',
    required: true,
    schema: text,
    example: 'db;dur=4.2;desc="2", app;dur=1.3',
  },
  RateLimit: {
    description: 'Requests left in the window and seconds until the next one; approximate.',
    required: true,
    schema: text,
    example: '"default";r=5999;t=42',
  },
  RateLimitPolicy: {
    description: 'Requests allowed in a window of so many seconds.',
    required: true,
    schema: text,
    example: '"default";q=6000;w=60',
  },
  RetryAfter: {
    description: 'Seconds to wait before the request is worth repeating.',
    required: true,
    schema: { type: 'string', pattern: '^[0-9]+$' },
    example: '12',
  },
  Location: {
    description: 'The path of the record that was made.',
    required: true,
    schema: text,
    example: '/v1/accounts/acc_01kafxq0h3e7rvx8bm2s9t4c5d',
  },
  Link: {
    description: 'The next page; absent on the last one.',
    required: false,
    schema: text,
    example: '<https://keyline.example/v1/accounts?cursor=WzEyMzRd>; rel="next"',
  },
  IdempotencyReplayed: {
    description: '`true` when this is the first answer to the Idempotency-Key once more.',
    required: false,
    schema: { type: 'string', enum: ['true'] },
    example: 'true',
  },
  WWWAuthenticate: {
    description: 'How to authenticate.',
    required: true,
    schema: text,
    example: 'Bearer realm="keyline"',
  },
  ContentLanguage: {
    description: 'The language of the texts.',
    required: true,
    schema: { type: 'string', enum: ['en', 'zh-CN'] },
    example: 'en',
  },
} as const satisfies Readonly<Record<string, Header>>;

type HeaderName = keyof typeof headers;

const wire: Readonly<Record<HeaderName, string>> = {
  ETag: 'ETag',
  XRequestId: 'X-Request-Id',
  ServerTiming: 'Server-Timing',
  RateLimit: 'RateLimit',
  RateLimitPolicy: 'RateLimit-Policy',
  RetryAfter: 'Retry-After',
  Location: 'Location',
  Link: 'Link',
  IdempotencyReplayed: 'Idempotency-Replayed',
  WWWAuthenticate: 'WWW-Authenticate',
  ContentLanguage: 'Content-Language',
};

/** The headers of one answer, by the names they travel under; each with whether this answer has it. */
export function headerReferences(
  carried: readonly (readonly [HeaderName, boolean])[],
): Record<string, Reference> {
  const names = carried.filter(([, carries]) => carries).map(([name]) => name);
  return Object.fromEntries(names.map((name) => [wire[name], { $ref: `#/components/headers/${name}` }]));
}
