import { systemStore } from '@keyline/store';
import type { Runtime } from './runtime.ts';

/** How long the database may take to say that it is there. */
const patienceMs = 2000;

/** Whether the Worker and its database can work: 200, or 503 with the part that is down. */
export async function health(worker: string, runtime: Runtime): Promise<Response> {
  const database = await systemStore({ ...runtime.database, timeoutMs: patienceMs })
    .ping()
    .then(() => 'ok' as const)
    .catch(() => 'down' as const);
  const status = database === 'ok' ? 'ok' : 'degraded';
  return Response.json(
    { status, worker, version: runtime.version, database },
    { status: status === 'ok' ? 200 : 503, headers: { 'Cache-Control': 'no-store' } },
  );
}
