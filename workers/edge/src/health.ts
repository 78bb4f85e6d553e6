import * as v from 'valibot';
import { type EdgeEnv, type Service, type WorkerName, workerNames } from './env.ts';

const workerHealth = v.object({ status: v.string(), database: v.picklist(['ok', 'down']) });

type WorkerState = 'ok' | 'degraded' | 'down';

/** What `GET /healthz` says: every part by name, so that a 503 names what is down. */
export interface Health {
  readonly status: 'ok' | 'degraded';
  readonly version: string;
  readonly workers: Readonly<Record<WorkerName, WorkerState>>;
  /** `unknown` when no Worker could be asked. */
  readonly database: 'ok' | 'down' | 'unknown';
}

/** A Worker that has not answered by then counts as down. */
const limitMs = 3_000;

/** Asks every Worker at once. Never throws: a part that fails is a finding. */
export async function readHealth(env: EdgeEnv, origin: string, timeLimitMs = limitMs): Promise<Health> {
  const answers = await Promise.all(
    workerNames.map(async (name) => ({
      name,
      ...(await ask(name, env.services[name], origin, timeLimitMs)),
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
}

async function ask(name: WorkerName, service: Service, origin: string, timeLimitMs: number): Promise<Answer> {
  try {
    const signal = AbortSignal.timeout(timeLimitMs);
    const response = await Promise.race([
      service.fetch(new Request(`${origin}/healthz`, { signal })),
      rejection(signal),
    ]);
    const { status, database } = v.parse(
      workerHealth,
      await Promise.race([response.json(), rejection(signal)]),
    );
    return { state: response.ok && status === 'ok' ? 'ok' : 'degraded', database };
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
