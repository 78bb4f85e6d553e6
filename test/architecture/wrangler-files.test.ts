import { baseEnv } from '@keyline/http';
import { describe, expect, test } from 'vitest';
import { domains } from '../support/domains.ts';
import { projectTree, treeOf } from './tree.ts';
import { type Variables, wranglerFindings } from './wrangler-files.ts';

function variablesOf(worker: string): Variables {
  const domain = domains.find(({ name }) => name === worker);
  const entries = Object.entries({ ...baseEnv, ...domain?.env });
  return {
    needed: entries.filter(([, schema]) => schema.type !== 'optional').map(([name]) => name),
    optional: entries.filter(([, schema]) => schema.type === 'optional').map(([name]) => name),
  };
}

const tickets = `
name = "keyline-tickets"
main = "src/worker.ts"
workers_dev = false
preview_urls = false
[placement]
region = "aws:ap-northeast-1"
# The deployment adds DATABASE_URL.
[vars]
CELL = "main"
[triggers]
crons = ["* * * * *"]
[[queues.consumers]]
queue = "events-tickets"
dead_letter_queue = "events-tickets-dead"
[[queues.consumers]]
queue = "events-tickets-dead"
[[queues.producers]]
binding = "EVENTS_TICKETS"
queue = "events-tickets"
`;
const edge = `
name = "keyline"
main = "workers/edge/src/worker.ts"
[[services]]
binding = "TICKETS"
service = "keyline-tickets"
`;

function findingsFor(ticketsToml: string, edgeToml = edge, readme = ''): string[] {
  const tree = treeOf({
    'wrangler.toml': edgeToml,
    'workers/edge/package.json': '{}',
    'workers/tickets/wrangler.toml': ticketsToml,
    'workers/tickets/README.md': readme,
  });
  return wranglerFindings(tree, () => ({ needed: ['CELL', 'DATABASE_URL'], optional: ['CLOCK'] }));
}

describe('the wrangler files', () => {
  test('agree with the architecture and with what the Workers read', () => {
    expect(wranglerFindings(projectTree(), variablesOf)).toEqual([]);
  });

  test('are right as they should be', () => {
    expect(findingsFor(tickets)).toEqual([]);
  });

  test.each([
    ['another name', '"keyline-tickets"', '"tickets"', 'is not named keyline-tickets'],
    ['another program', 'src/worker.ts', 'src/main.ts', 'does not run src/worker.ts'],
    ['an address', 'workers_dev = false', 'workers_dev = true', 'has an address of its own'],
    ['previews with an address', 'preview_urls = false', '', 'has an address of its own'],
    ['no placement', '[placement]\nregion = "aws:ap-northeast-1"', '', 'is not placed beside the database'],
    ['another cron', '* * * * *', '0 * * * *', 'has no cron at every minute'],
    [
      "somebody else's queue",
      'queue = "events-tickets"\ndead',
      'queue = "notifications"\ndead',
      'does not consume events-tickets',
    ],
    [
      'dead letters that nobody keeps',
      '[[queues.consumers]]\nqueue = "events-tickets-dead"\n',
      '',
      'does not keep what lies in events-tickets-dead',
    ],
    ['no dead letters', 'dead_letter_queue = "events-tickets-dead"', '', 'has no dead letters'],
    [
      'a producer by another name',
      '"EVENTS_TICKETS"',
      '"TICKETS"',
      'cannot send by EVENTS_TICKETS events-tickets',
    ],
    ['a missing variable', 'CELL = "main"', '', 'neither sets CELL nor says who does'],
    ['a secret that nobody mentions', '# The deployment adds DATABASE_URL.', '', 'neither sets DATABASE_URL'],
    [
      'a bucket that nobody reads',
      '[triggers]',
      '[[r2_buckets]]\nbinding = "FILES"\nbucket_name = "keyline-files"\n[triggers]',
      'sets FILES, which nobody reads',
    ],
    [
      'a variable that nobody reads',
      'CELL = "main"',
      'CELL = "main"\nDEBUG = "1"',
      'sets DEBUG, which nobody reads',
    ],
  ])('with %s are seen', (_, right, wrong, finding) => {
    expect(tickets).toContain(right);
    expect(findingsFor(tickets.replace(right, wrong))).toContainEqual(expect.stringContaining(finding));
  });

  test('leave to the README who sets a secret', () => {
    const silent = tickets.replace('# The deployment adds DATABASE_URL.', '');
    expect(findingsFor(silent, edge, 'Secrets: `DATABASE_URL`.')).toEqual([]);
  });

  test('of the edge bind every Worker and no other', () => {
    expect(findingsFor(tickets, edge.replace('keyline-tickets', 'keyline-ticket'))).toEqual([
      'wrangler.toml does not bind TICKETS keyline-tickets',
      'wrangler.toml binds TICKETS keyline-ticket, which is no Worker of ours',
    ]);
    expect(findingsFor(tickets, edge.replace('"keyline"', '"edge"'))).toHaveLength(1);
  });
});
