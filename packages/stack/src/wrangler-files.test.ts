import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { unstable_readConfig } from 'wrangler';
import { bucketNames } from './deployment/buckets.ts';
import { queueNames } from './deployment/queues.ts';
import { domainWorkerNames, inProject, type WorkerName, workerNames, wranglerFile } from './project.ts';

const config = v.object({
  name: v.string(),
  main: v.string(),
  compatibility_date: v.string(),
  compatibility_flags: v.array(v.string()),
  minify: v.boolean(),
  workers_dev: v.optional(v.boolean()),
  preview_urls: v.optional(v.boolean()),
  observability: v.object({ enabled: v.boolean() }),
  placement: v.optional(v.unknown()),
  triggers: v.object({ crons: v.optional(v.array(v.string())) }),
  vars: v.record(v.string(), v.unknown()),
  queues: v.object({
    producers: v.optional(v.array(v.object({ binding: v.string(), queue: v.string() })), []),
    consumers: v.optional(v.array(v.record(v.string(), v.unknown())), []),
  }),
  services: v.optional(v.array(v.object({ binding: v.string(), service: v.string() })), []),
});
const configOf = (worker: WorkerName) =>
  v.parse(config, unstable_readConfig({ config: wranglerFile(worker) }));

describe('the wrangler files', () => {
  test.each(workerNames)('%s runs its own program at the common date', (worker) => {
    const config = configOf(worker);
    expect(config.main).toBe(inProject('workers', worker, 'src/worker.ts'));
    expect(config.compatibility_date).toBe('2026-11-01');
    expect(config.compatibility_flags).toEqual(['nodejs_compat']);
    expect(config.minify).toBe(true);
    expect(config.observability.enabled).toBe(true);
    expect(config.vars).toMatchObject({ ENVIRONMENT: 'production' });
  });

  test.each(domainWorkerNames)(
    '%s is reached by the edge only, beside the database, every minute',
    (worker) => {
      const config = configOf(worker);
      expect(config.workers_dev).toBe(false);
      expect(config.preview_urls).toBe(false);
      expect(config.placement).toEqual({ region: 'aws:ap-northeast-1' });
      expect(config.triggers.crons).toEqual(['* * * * *']);
      expect(config.vars).toMatchObject({ CLOCK: 'system', CELL: 'main' });
    },
  );

  test.each(domainWorkerNames)(
    '%s sends to every queue and consumes its own, with dead letters',
    (worker) => {
      const { producers, consumers } = configOf(worker).queues;
      const own = worker === 'notifications' ? worker : `events-${worker}`;
      expect(Object.fromEntries(producers.map(({ binding, queue }) => [binding, queue]))).toEqual({
        EVENTS_ACCOUNTS: 'events-accounts',
        EVENTS_OPPORTUNITIES: 'events-opportunities',
        EVENTS_CONTRACTS: 'events-contracts',
        EVENTS_TICKETS: 'events-tickets',
        NOTIFICATIONS: 'notifications',
        NOTIFICATIONS_BULK: 'notifications-bulk',
        ...(worker === 'notifications' && { DELIVERIES: 'deliveries' }),
      });
      expect(consumers).toMatchObject([
        { queue: own, dead_letter_queue: `${own}-dead`, max_retries: 10 },
        ...(worker === 'notifications'
          ? [{ queue: 'notifications-bulk', dead_letter_queue: `${own}-dead`, max_retries: 10 }]
          : []),
        { queue: `${own}-dead`, max_retries: 100 },
        // It says no more than that there is something to do, which the cron looks for as well.
        ...(worker === 'notifications' ? [{ queue: 'deliveries', max_retries: 0 }] : []),
      ]);
    },
  );

  test('the edge calls every domain Worker by the name it is deployed under', () => {
    const services = configOf('edge').services.map(({ binding, service }) => [binding, service]);
    expect(services).toEqual(
      domainWorkerNames.map((worker) => [worker.toUpperCase(), configOf(worker).name]),
    );
  });

  test('name one bucket, for accounts', () => {
    expect(bucketNames()).toEqual(['keyline-files']);
  });

  test('name five queues and their five dead letters, a slow lane, and one that wakes senders', () => {
    expect(queueNames()).toHaveLength(12);
  });
});
