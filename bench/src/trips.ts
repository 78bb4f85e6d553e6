import type { Stack } from '@keyline/stack';
import { openTenant } from './product.ts';
import { table } from './table.ts';

/** Database round trips of each operation, as the answers themselves tell them. */
export async function measureTrips(stack: Stack): Promise<string> {
  const { token } = await openTenant(stack, 'bench-trips');
  const account = await trip(stack, token, 'POST', '/v1/accounts', {
    name: '西安大数据',
    kind: 'enterprise',
  });
  const path = `/v1/accounts/${account.body.id}`;
  const contact = await trip(stack, token, 'POST', `${path}/contacts`, { name: '李娜' });
  const requests: [string, string, unknown?][] = [
    ['GET', '/v1/me'],
    ['GET', '/v1/accounts'],
    ['GET', `/v1/accounts?q=${encodeURIComponent('大数')}`],
    ['GET', path],
    ['GET', `${path}/timeline`],
    ['GET', `${path}/contacts`],
    ['GET', `${path}/interactions`],
    ['PATCH', path, { presence: 'existing' }],
    ['POST', `${path}/interactions`, { kind: 'visit', summary: '勘查机房', contactId: contact.body.id }],
    ['DELETE', `${path}/contacts/${contact.body.id}`],
    ['GET', '/v1/org-units'],
    ['POST', '/v1/org-units', { name: '高新分公司', kind: 'branch' }],
    ['GET', '/v1/api-keys'],
    ['POST', '/v1/api-keys', { name: 'bench', permissions: ['accounts.read'] }],
    ['POST', '/v1/auth/sign-out'],
  ];
  const rows: (string | number)[][] = [['POST', '/v1/accounts', account.trips]];
  for (const [method, where, body] of requests) {
    const { trips } = await trip(stack, token, method, where, body);
    rows.push([method, where.replaceAll(/[a-z]{3}_[0-9a-z]{26}/g, '{id}'), trips]);
  }
  return table(['method', 'path', 'round trips'], rows);
}

async function trip(stack: Stack, token: string, method: string, path: string, body?: unknown) {
  const response = await fetch(stack.url + path, {
    method,
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  const trips = /db;[^,]*desc="(\d+)"/.exec(response.headers.get('Server-Timing') ?? '')?.[1];
  return { trips: Number(trips), body: (text === '' ? {} : JSON.parse(text)) as { id: string } };
}
