import {
  type Locale,
  negotiateLocale,
  newId,
  type Problem,
  ProblemError,
  problemResponse,
  refuseCommon,
} from '@keyline/kernel';
import { type SystemStore, systemStore, UnavailableError } from '@keyline/store';
import { Hono } from 'hono';
import type * as v from 'valibot';
import type { Incoming, Operation } from './operation.ts';
import { respondProblem } from './respond.ts';
import { createRuntime, type Runtime } from './runtime.ts';

/** One schedule of a Worker: found due by the cron's own time, in pages, and safe to run twice. */
export interface Job {
  readonly name: string;
  run(given: {
    readonly system: SystemStore;
    readonly now: number;
    readonly runtime: Runtime;
  }): Promise<void>;
}

/** A domain Worker: its name, its operations, its jobs, and bindings beyond those of every Worker. */
export interface Domain {
  readonly name: string;
  readonly operations: readonly Operation[];
  readonly jobs: readonly Job[];
  readonly env?: v.ObjectEntries;
}

/** The handlers of a domain Worker. The runtime is built once per isolate, at its first event. */
export function createWorker(
  domain: Domain,
  makeRuntime: (bindings: unknown) => Runtime = (b) => createRuntime(b, domain.env),
) {
  let runtime: Runtime | undefined;
  const runtimeFor = (bindings: unknown): Runtime => {
    runtime ??= makeRuntime(bindings);
    return runtime;
  };
  const router = routerOf(domain);
  return {
    async fetch(request: Request, bindings: unknown): Promise<Response> {
      return router.fetch(request, { runtime: runtimeFor(bindings) });
    },
    async scheduled(controller: { readonly scheduledTime: number }, bindings: unknown): Promise<void> {
      const current = runtimeFor(bindings);
      const runs = domain.jobs.map((job) =>
        job.run({ system: systemStore(current.database), now: controller.scheduledTime, runtime: current }),
      );
      const failed = (await Promise.allSettled(runs)).filter((run) => run.status === 'rejected');
      if (failed.length > 0)
        throw new AggregateError(
          failed.map((run) => run.reason),
          `${domain.name}: jobs failed`,
        );
    },
  };
}

type Bindings = { Bindings: { runtime: Runtime } };

function routerOf(domain: Domain): Hono<Bindings> {
  const router = new Hono<Bindings>();
  const methods = new Map<string, string[]>();
  router.get('/healthz', (context) => health(domain, context.env.runtime));
  for (const operation of domain.operations) {
    const pattern = operation.path.replace(/\{(\w+)\}/g, ':$1');
    methods.set(pattern, [...(methods.get(pattern) ?? []), operation.method]);
    router.on(operation.method, pattern, (context) =>
      serve(operation, context.req.raw, context.env.runtime, context.req.param()),
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
  return problemResponse(problem, {
    origin: new URL(request.url).origin,
    locale,
    requestId: requestIdOf(request),
  });
}

/** The request's id as the edge gave it, when it is one of ours; else a new one. */
function requestIdOf(request: Request): string {
  const given = request.headers.get('X-Request-Id');
  return given !== null && /^req_[0-9a-z]{26}$/.test(given) ? given : newId('request');
}

/** Runs one operation and tells what it cost; every fault becomes a problem, none leaves as it was thrown. */
async function serve(
  operation: Operation,
  request: Request,
  runtime: Runtime,
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
    spent: { trips: 0, milliseconds: 0 },
    headers: {},
  };
  const response = await operation
    .handle(incoming)
    .catch((error: unknown) => fault(incoming, operation, error));
  const { trips, milliseconds } = incoming.spent;
  const app = Math.max(0, performance.now() - started - milliseconds);
  response.headers.set(
    'Server-Timing',
    `db;dur=${milliseconds.toFixed(1)};desc="${trips}", app;dur=${app.toFixed(1)}`,
  );
  return response;
}

function fault(incoming: Incoming, operation: Operation, error: unknown): Response {
  if (error instanceof ProblemError) return respondProblem(incoming, error.problem);
  const unavailable = error instanceof UnavailableError;
  console.error({
    message: unavailable ? 'database unavailable' : 'operation failed',
    operation: operation.id,
    requestId: incoming.requestId,
    error: describe(error),
  });
  if (!unavailable) return respondProblem(incoming, refuseCommon('service.failed'));
  const headers = { 'Retry-After': '2' };
  return respondProblem(
    incoming,
    refuseCommon('service.unavailable', { values: { part: 'database' }, headers }),
  );
}

/** Name and place of an error: messages of the database driver may hold personal data and stay out. */
function describe(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const cause = error.cause === undefined ? {} : { cause: describe(error.cause) };
  return { name: error.name, stack: error.stack?.split('\n').slice(1, 8).join('\n'), ...cause };
}

async function health(domain: Domain, runtime: Runtime): Promise<Response> {
  const database = await systemStore({ ...runtime.database, timeoutMs: 2000 })
    .ping()
    .then(() => 'ok' as const)
    .catch(() => 'down' as const);
  const status = database === 'ok' ? 'ok' : 'degraded';
  return Response.json(
    { status, worker: domain.name, version: runtime.version, database },
    { status: status === 'ok' ? 200 : 503, headers: { 'Cache-Control': 'no-store' } },
  );
}
