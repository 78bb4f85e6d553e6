import * as v from 'valibot';
import { type EdgeEnv, type Service, type WorkerName, workerNames } from './env.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** How the work goes that a Worker does by itself: numbers over all tenants, nothing of any. */
const workerDetail = v.object({
  jobs: v.array(
    v.object({
      name: v.string(),
      lastRunAt: v.nullable(v.string()),
      scheduledAt: v.nullable(v.string()),
      lastSuccessAt: v.nullable(v.string()),
      lagSeconds: v.nullable(count),
      failures: count,
      lastError: v.nullable(v.string()),
    }),
  ),
  deadlines: v.object({ overdue: count, failing: count }),
  events: v.object({ unsent: count, underWay: count, dead: count, stray: count }),
  counts: v.optional(v.record(v.string(), count)),
});

const workerHealth = v.object({
  status: v.string(),
  database: v.picklist(['ok', 'down']),
  detail: v.optional(workerDetail),
});

type WorkerDetail = v.InferOutput<typeof workerDetail>;

type WorkerState = 'ok' | 'degraded' | 'down';

/** What `GET /healthz` says: every part by name, so that a 503 names what is down. */
export interface Health {
  readonly status: 'ok' | 'degraded';
  readonly version: string;
  readonly workers: Readonly<Record<WorkerName, WorkerState>>;
  /** `unknown` when no Worker could be asked. */
  readonly database: 'ok' | 'down' | 'unknown';
  /** Of each Worker that could tell, where it was asked for. */
  readonly detail?: Readonly<Partial<Record<WorkerName, WorkerDetail>>>;
}

/** A Worker that has not answered by then counts as down. */
const limitMs = 3_000;

/** Asks every Worker at once. Never throws: a part that fails is a finding. */
export async function readHealth(
  env: EdgeEnv,
  origin: string,
  { detail = false, timeLimitMs = limitMs } = {},
): Promise<Health> {
  const url = `${origin}/healthz${detail ? '?detail=1' : ''}`;
  const answers = await Promise.all(
    workerNames.map(async (name) => ({
      name,
      ...(await ask(name, env.services[name], url, timeLimitMs)),
    })),
  );
  const databases = answers.map((answer) => answer.database);
  const workers = Object.fromEntries(answers.map(({ name, state }) => [name, state]));
  const database = databases.includes('down') ? 'down' : databases.includes('ok') ? 'ok' : 'unknown';
  const healthy = database === 'ok' && answers.every((answer) => answer.state === 'ok');
  return {
    status: healthy ? 'ok' : 'degraded',
    version: env.version,
    workers: workers as Record<WorkerName, WorkerState>,
    database,
    ...(detail && { detail: Object.fromEntries(answers.map((answer) => [answer.name, answer.detail])) }),
  };
}

/** Puts a health report into an answer: 200 when all is well, else 503. */
export function healthResponse(health: Health): Response {
  const healthy = health.status === 'ok';
  return Response.json(health, {
    status: healthy ? 200 : 503,
    headers: { 'Cache-Control': 'no-store', ...(!healthy && { 'Retry-After': '5' }) },
  });
}

interface Answer {
  readonly state: WorkerState;
  readonly database?: 'ok' | 'down';
  readonly detail?: WorkerDetail | undefined;
}

async function ask(name: WorkerName, service: Service, url: string, timeLimitMs: number): Promise<Answer> {
  try {
    const signal = AbortSignal.timeout(timeLimitMs);
    const response = await Promise.race([service.fetch(new Request(url, { signal })), rejection(signal)]);
    const { status, database, detail } = v.parse(
      workerHealth,
      await Promise.race([response.json(), rejection(signal)]),
    );
    return { state: response.ok && status === 'ok' ? 'ok' : 'degraded', database, detail };
  } catch (error) {
    console.warn({ message: 'a Worker did not say how it is', worker: name, error: String(error) });
    return { state: 'down' };
  }
}

function rejection(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
