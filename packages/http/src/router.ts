import {
  type Locale,
  negotiateLocale,
  newId,
  type Problem,
  ProblemError,
  parts,
  problemResponse,
  refuseCommon,
} from '@keyline/kernel';
import { type Spent, UnavailableError } from '@keyline/store';
import { Hono } from 'hono';
import { describeError } from './describe-error.ts';
import type { Domain } from './domain.ts';
import { health } from './health.ts';
import type { Incoming, Operation } from './operation.ts';
import { respondProblem } from './respond.ts';
import type { Runtime } from './runtime.ts';

/** What the platform offers a request: to go on working when its answer is out. */
export interface Platform {
  waitUntil(work: Promise<unknown>): void;
}

/** What a request comes with; `wake` has the relay send what its commits wrote. */
type Bindings = {
  Bindings: { runtime: Runtime; platform: Platform; wake(platform: Platform): void };
};

/** Routes by method and path; what is not mounted is a problem document too. */
export function routerOf(domain: Domain): Hono<Bindings> {
  const router = new Hono<Bindings>();
  const methods = new Map<string, string[]>();
  router.get('/healthz', (context) =>
    health(domain, context.env.runtime, context.req.query('detail') === '1'),
  );
  for (const operation of domain.operations) {
    const pattern = operation.path.replace(/\{(\w+)\}/g, ':$1');
    methods.set(pattern, [...(methods.get(pattern) ?? []), operation.method]);
    router.on(operation.method, pattern, (context) =>
      serve(operation, context.req.raw, context.env, context.req.param()),
    );
  }
  for (const [pattern, allowed] of methods) {
    router.all(pattern, (context) => {
      const values = { path: new URL(context.req.url).pathname, method: context.req.method };
      const allow = [...allowed, ...(allowed.includes('GET') ? ['HEAD'] : [])].join(', ');
      return refuse(
        context.req.raw,
        refuseCommon('route.method_not_allowed', { values, headers: { Allow: allow } }),
      );
    });
  }
  router.notFound((context) =>
    refuse(
      context.req.raw,
      refuseCommon('route.not_found', { values: { path: new URL(context.req.url).pathname } }),
    ),
  );
  return router;
}

function refuse(request: Request, problem: Problem): Response {
  const locale: Locale = negotiateLocale(request.headers.get('Accept-Language'));
  const response = problemResponse(problem, {
    origin: new URL(request.url).origin,
    locale,
    requestId: requestIdOf(request),
  });
  return timed(response, { trips: 0, milliseconds: 0, events: 0 }, 0);
}

/** The request's id as the edge gave it, when it is one of ours; else a new one. */
function requestIdOf(request: Request): string {
  const given = request.headers.get('X-Request-Id');
  return given !== null && /^req_[0-7][0-9a-hjkmnp-tv-z]{25}$/.test(given) ? given : newId('request');
}

/** Runs one operation and tells what it cost; every fault becomes a problem, none leaves as it was thrown. */
async function serve(
  operation: Operation,
  request: Request,
  { runtime, platform, wake }: Bindings['Bindings'],
  path: Record<string, string>,
): Promise<Response> {
  const started = performance.now();
  const incoming: Incoming = {
    request,
    url: new URL(request.url),
    runtime,
    requestId: requestIdOf(request),
    locale: negotiateLocale(request.headers.get('Accept-Language')),
    path,
    spent: { trips: 0, milliseconds: 0, events: 0 },
    headers: {},
    after: [],
  };
  const response = await operation
    .handle(incoming)
    .catch((error: unknown) => fault(incoming, operation, error));
  if (incoming.after.length > 0) platform.waitUntil(workAfter(incoming, operation));
  if (incoming.spent.events > 0) wake(platform);
  return timed(response, incoming.spent, performance.now() - started);
}

/** Tells what the answer cost: round trips and time (milliseconds) of the database, and the time beside. */
function timed(response: Response, { trips, milliseconds }: Spent, whole: number): Response {
  const app = Math.max(0, whole - milliseconds);
  response.headers.set(
    'Server-Timing',
    `db;dur=${milliseconds.toFixed(1)};desc="${trips}", app;dur=${app.toFixed(1)}`,
  );
  return response;
}

/** Does what was left for after the answer, one after the other; a failure is logged and nothing else. */
async function workAfter({ after, requestId }: Incoming, operation: Operation): Promise<void> {
  for (const work of after) {
    await work().catch((error: unknown) => {
      const message = 'work after the answer failed';
      console.error({ message, operation: operation.id, requestId, error: describeError(error) });
    });
  }
}

function fault(incoming: Incoming, operation: Operation, error: unknown): Response {
  if (error instanceof ProblemError) return respondProblem(incoming, error.problem);
  const unavailable = error instanceof UnavailableError;
  console.error({
    message: unavailable ? 'database unavailable' : 'operation failed',
    operation: operation.id,
    requestId: incoming.requestId,
    error: describeError(error),
  });
  if (!unavailable) return respondProblem(incoming, refuseCommon('service.failed'));
  const headers = { 'Retry-After': '2' };
  return respondProblem(
    incoming,
    refuseCommon('service.unavailable', { values: { part: parts.database }, headers }),
  );
}
