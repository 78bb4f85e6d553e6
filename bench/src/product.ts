import { createWorker, type Domain } from '@keyline/http';
import { newId } from '@keyline/kernel';
import type { Stack } from '@keyline/stack';
import { testBucket } from '@keyline/testkit';
import { domain as accounts } from '@keyline/worker-accounts';

/** A tenant of the running stack with its signed-in administrator. */
export interface Tenant {
  readonly id: string;
  readonly userId: string;
  readonly token: string;
}

const password = 'qinling north face 88';

/** Signs a tenant up and its administrator in, through the product's own door. */
export async function openTenant(stack: Stack, slug: string): Promise<Tenant> {
  const admin = { name: '王磊', email: 'wang.lei@example.cn', password };
  const body = { name: '西安分公司', slug, locale: 'zh-CN', timeZone: 'Asia/Shanghai', admin };
  const made = await call(stack, 'POST', '/v1/tenants', body);
  const { tenant, admin: user } = made as { tenant: { id: string }; admin: { id: string } };
  return { id: tenant.id, userId: user.id, token: await signIn(stack, slug) };
}

/** A fresh access token: they last ten minutes. */
export async function signIn(stack: Stack, slug: string): Promise<string> {
  const grant = { grantType: 'password', tenant: slug, email: 'wang.lei@example.cn', password };
  return ((await call(stack, 'POST', '/v1/auth/token', grant)) as { accessToken: string }).accessToken;
}

/** One request; throws when it is not answered well, since a measurement of failures says nothing. */
export async function call(
  stack: Stack,
  method: string,
  path: string,
  body?: unknown,
  token?: string,
): Promise<unknown> {
  const response = await fetch(stack.url + path, {
    method,
    headers: {
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...(token !== undefined && { Authorization: `Bearer ${token}` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}

/** What a Worker sent for one request. */
export interface Recorded {
  /** One pipeline per round trip. */
  readonly pipelines: string[];
  readonly answer: Record<string, unknown>;
  /** An id older than those that the request made. */
  readonly since: string;
}

/** What a Worker sends to the database for one request; accounts where no other is given. */
export async function record(
  stack: Stack,
  tenant: Pick<Tenant, 'token'>,
  method: string,
  path: string,
  body?: unknown,
  domain: Domain = accounts,
): Promise<Recorded> {
  const pipelines: string[] = [];
  const keys = await (await fetch(`${stack.url}/.well-known/jwks.json`)).text();
  const bindings = {
    ENVIRONMENT: 'test',
    CELL: 'main',
    DATABASE_URL: stack.databaseUrl,
    TOKEN_PUBLIC_KEYS: keys,
    TOKEN_PRIVATE_KEY: '{}',
    SEAL_KEY: 'x'.repeat(43),
    LINK_KEY: 'x'.repeat(43),
    // Starts at its first use, which no recorded request makes.
    FILES: testBucket(),
    DATABASE: {
      async fetch(request: Request) {
        pipelines.push(await request.clone().text());
        return fetch(request);
      },
    },
  };
  const idle = { waitUntil: (work: Promise<unknown>) => void work };
  const headers = { Authorization: `Bearer ${tenant.token}`, 'Content-Type': 'application/json' };
  const request = new Request(stack.url + path, {
    method,
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const since = newId('event');
  const response = await createWorker(domain).fetch(request, bindings, idle);
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return { pipelines, answer: (await response.json()) as Record<string, unknown>, since };
}
