import { describe, expect, test } from 'vitest';
import { resources, routeOf } from './routes.ts';

describe('the Worker of a path', () => {
  test.each([
    ['/v1/tenants', 'accounts'],
    ['/v1/auth/token', 'accounts'],
    ['/v1/me', 'accounts'],
    ['/v1/accounts/acc_1/timeline', 'accounts'],
    ['/v1/events', 'accounts'],
    ['/v1/opportunities/opp_1/bids', 'opportunities'],
    ['/v1/opportunity-summary', 'opportunities'],
    ['/v1/leads', 'opportunities'],
    ['/v1/contract-templates', 'contracts'],
    ['/v1/orders/ord_1', 'contracts'],
    ['/v1/tickets/tic_1/messages', 'tickets'],
    ['/v1/sla/simulate', 'tickets'],
    ['/v1/sla-policies', 'tickets'],
    ['/v1/notifications', 'notifications'],
    ['/v1/webhook-endpoints/whe_1/deliveries', 'notifications'],
    ['/v1/deliveries/del_1/redeliver', 'notifications'],
    ['/.well-known/jwks.json', 'accounts'],
  ])('%s is of %s', (path, worker) => {
    expect(routeOf(path)).toBe(worker);
  });

  test.each([
    '/',
    '/v1',
    '/v1/',
    '/v1/account',
    '/v1/accountsx',
    '/v2/accounts',
    '//v1/accounts',
    '/healthz',
  ])('%s has no owner', (path) => {
    expect(routeOf(path)).toBeUndefined();
  });

  test('a resource has one owner', () => {
    const names = Object.values(resources).flat();
    expect(new Set(names).size).toBe(names.length);
  });
});
