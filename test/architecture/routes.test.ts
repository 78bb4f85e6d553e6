import type { Domain, Operation } from '@keyline/http';
import { routeOf } from '@keyline/worker-edge/routes';
import { describe, expect, test } from 'vitest';
import { domains } from '../support/domains.ts';
import { type EdgeRouting, routeFindings } from './routes.ts';
import { projectTree } from './tree.ts';
import { wranglerFileOf } from './wrangler-files.ts';

const mounting = (...paths: string[]): readonly Domain[] => [
  { name: 'tickets', jobs: [], reactions: [], operations: paths.map((path) => ({ path }) as Operation) },
];
const pages = ['/accept-invitation', '/set-password'];
const edge: EdgeRouting = {
  routeOf: (path) => (path.startsWith('/v1/tickets') ? 'tickets' : undefined),
  runWorkerFirst: ['/v1/*', '/healthz', ...pages],
};

describe('the edge', () => {
  test('routes every mounted path to the Worker that mounts it, and runs for it', () => {
    const { assets } = wranglerFileOf(projectTree(), 'wrangler.toml');
    expect(routeFindings(domains, { routeOf, runWorkerFirst: assets?.run_worker_first ?? [] })).toEqual([]);
  });

  test('is right when each path finds its owner', () => {
    expect(routeFindings(mounting('/v1/tickets', '/v1/tickets/{ticketId}'), edge)).toEqual([]);
  });

  test('that sends a path elsewhere is seen', () => {
    expect(routeFindings(mounting('/v1/articles'), edge)).toEqual([
      '/v1/articles of tickets is routed to nobody',
    ]);
    expect(routeFindings(mounting('/v1/tickets'), { ...edge, routeOf: () => 'accounts' })).toEqual([
      '/v1/tickets of tickets is routed to accounts',
    ]);
  });

  test('that does not run for a path is seen', () => {
    expect(
      routeFindings(mounting('/v1/tickets'), { ...edge, runWorkerFirst: ['/v1/tickets', ...pages] }),
    ).toEqual(['/healthz would be answered as an asset']);
  });

  test('that runs where an asset lies is seen', () => {
    const findings = routeFindings(mounting(), { ...edge, runWorkerFirst: ['/*'] });
    expect(findings).toContain('/openapi.json is an asset and would reach the Worker');
  });
});
