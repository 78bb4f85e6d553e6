import type { Operation } from '@keyline/http';
import { describe, expect, test } from 'vitest';
import { domains } from '../support/domains.ts';
import { productSurface } from '../support/surface.ts';
import { projectTree, treeOf } from './tree.ts';
import { readmeFindings } from './worker-readmes.ts';

const readme = `# Tickets
## Words
## Stages
## Events
\`ticket.created\`
## Operations
\`POST /v1/tickets\`
\`GET /healthz\`
`;
const operations = [{ id: 'openTicket', method: 'POST', path: '/v1/tickets' } as Operation];

function findingsFor(text: string): string[] {
  const tree = treeOf({ 'workers/tickets/README.md': text });
  return readmeFindings(tree, { name: 'tickets', jobs: [], reactions: [], operations }, () => [
    'ticket.created',
  ]);
}

describe("a Worker's README", () => {
  test.each(domains)('$name: tells its operations and events as they are', async (domain) => {
    const { mounted } = await productSurface();
    const eventsOf = (id: string) =>
      mounted.find(({ operation }) => operation.id === id)?.example.events ?? [];
    expect(readmeFindings(projectTree(), domain, eventsOf)).toEqual([]);
  });

  test('is right when it names all there is', () => {
    expect(findingsFor(readme)).toEqual([]);
  });

  test.each([
    ['lacks a section', '## Stages\n', '', 'has no section Stages'],
    ['forgets an operation', '`POST /v1/tickets`', '', 'does not name POST /v1/tickets'],
    [
      'promises an operation',
      '`GET /healthz`',
      '`GET /v1/tickets`',
      'names GET /v1/tickets, which is not mounted',
    ],
    ['forgets an event', '`ticket.created`', '', 'does not name the event ticket.created'],
    ['is a book', '# Tickets', '\n'.repeat(160), 'it is one page'],
  ])('that %s is seen', (_, right, wrong, finding) => {
    expect(findingsFor(readme.replace(right, wrong))).toEqual([expect.stringContaining(finding)]);
  });
});
