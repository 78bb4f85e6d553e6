import { negotiateLocale, newId, type Problem, parts, problemResponse, refuseCommon } from '@keyline/kernel';
import type { EdgeEnv } from './env.ts';
import { healthResponse, readHealth } from './health.ts';
import { linkPage } from './link-pages.ts';
import { routeOf } from './routes.ts';

/**
 * Answers a request: passes it on as it came to the Worker that owns its path, tells how the parts are at
 * `/healthz`, shows the pages of links in mails, and refuses what has no owner. Knows no rule and trusts no header.
 */
export async function answer(request: Request, env: EdgeEnv): Promise<Response> {
  const url = new URL(request.url);
  const { origin, pathname } = url;
  if (pathname === '/healthz') return answerHealth(request, env, url);
  const page = linkPage(request);
  if (page !== undefined) return page;
  const worker = routeOf(pathname);
  if (worker === undefined) {
    return refuse(request, origin, refuseCommon('route.not_found', { values: { path: pathname } }));
  }
  try {
    return await env.services[worker].fetch(request);
  } catch (error) {
    const problem = refuseCommon('service.unavailable', {
      values: { part: parts[worker] },
      headers: { 'Retry-After': '5' },
    });
    const response = refuse(request, origin, problem);
    const requestId = response.headers.get('X-Request-Id');
    console.error({ message: 'a Worker is down', worker, requestId, error: String(error) });
    return response;
  }
}

async function answerHealth(
  request: Request,
  env: EdgeEnv,
  { origin, searchParams }: URL,
): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    const problem = refuseCommon('route.method_not_allowed', {
      values: { path: '/healthz', method: request.method },
      headers: { Allow: 'GET, HEAD' },
    });
    return refuse(request, origin, problem);
  }
  const startedAt = performance.now();
  const health = await readHealth(env, origin, { detail: searchParams.get('detail') === '1' });
  const response = healthResponse(health);
  response.headers.set('X-Request-Id', newId('request'));
  // The Workers ask the database at the same time, each of them once: all of the wait is theirs.
  const waited = (performance.now() - startedAt).toFixed(1);
  response.headers.set('Server-Timing', `db;dur=${waited};desc="1", app;dur=0.0`);
  return withoutBodyForHead(request, response);
}

function refuse(request: Request, origin: string, problem: Problem): Response {
  const locale = negotiateLocale(request.headers.get('Accept-Language'));
  const response = problemResponse(problem, { origin, locale, requestId: newId('request') });
  response.headers.set('Vary', 'Accept-Language');
  response.headers.set('Server-Timing', 'db;dur=0.0;desc="0", app;dur=0.0');
  return withoutBodyForHead(request, response);
}

function withoutBodyForHead(request: Request, response: Response): Response {
  return request.method === 'HEAD' ? new Response(null, response) : response;
}
