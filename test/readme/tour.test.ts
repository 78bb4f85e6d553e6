import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { loadOrganisation, projectRoot } from '@keyline/stack';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { projectTree } from '../architecture/tree.ts';
import { startTestStack, temporaryDirectory } from '../stack/temporary-stack.ts';
import { blocksOf, sectionOf } from './markdown.ts';

vi.setConfig({ hookTimeout: 120_000 });

const blocks = blocksOf(sectionOf(projectTree().get('README.md') ?? '', 'The tour'));
const mark = '----- next step -----';

interface Item {
  readonly type: string;
  readonly title: string;
  readonly [member: string]: unknown;
}

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let stack: Awaited<ReturnType<typeof startTestStack>>;
let units: readonly { readonly managerId: string | null }[];
/** What each step printed, line by line. */
let steps: readonly (readonly string[])[];
beforeAll(async () => {
  directory = await temporaryDirectory();
  stack = await startTestStack(directory.path);
  // Of the demo tenant the tour needs its people and partners alone.
  const { callers } = await loadOrganisation(stack.url);
  units = (await callers['gao.yuan']?.<{ data: typeof units }>('GET', '/v1/org-units'))?.data ?? [];
  const script = blocks.map(({ text }) => text).join(`\nprintf '\\n%s\\n' '${mark}'\n`);
  const { stdout } = await promisify(execFile)(
    'sh',
    ['-eu', '-c', script.replaceAll('http://localhost:8787', stack.url)],
    { cwd: projectRoot, env: { ...process.env, DATA_DIRECTORY: directory.path }, timeout: 100_000 },
  );
  steps = stdout.split(`\n${mark}\n`).map((printed) => printed.trim().split('\n'));
});
afterAll(async () => {
  await stack.stop();
  await directory.remove();
});

/** A line of a step (the first is 1) as what it says. */
function told(step: number, line = 0): Item & { readonly data: readonly Item[] } {
  return JSON.parse(steps[step - 1]?.[line] ?? '') as ReturnType<typeof told>;
}

test('somebody is in charge of every unit of the demo, so that limits that pass rise to a person', () => {
  expect(units).toHaveLength(6);
  expect(units.filter(({ managerId }) => managerId === null)).toEqual([]);
});

test('the tour has ten steps', () => {
  expect(steps).toHaveLength(10);
});

test('a lead of a partner’s key becomes an opportunity and a contract to fill in', () => {
  expect(told(4)).toMatchObject({ state: 'submitted', outcome: 'in_progress' });
  expect(told(6)).toMatchObject({ stage: 'assigned' });
  expect([told(7).stage, told(7, 1).stage]).toEqual(['confirming', 'preparing']);
  expect(told(8).data).toMatchObject([{ stage: 'drafting', title: '港口集团上云' }]);
});

test('the fault of a Friday evening is late on the make-up Saturday, and the owner has it in her inbox', () => {
  expect(told(9)).toMatchObject({
    number: 'T-20260213-1',
    clocks: [{ metric: 'first_response', dueAt: '2026-02-14T01:30:00.000Z' }, { metric: 'resolution' }],
  });
  const inbox = told(10).data.map(({ type }) => type);
  expect(inbox.filter((type) => type === 'ticket.sla_breached')).toHaveLength(1);
  expect(inbox).toContain('opportunity.assigned');
});

test('the timeline of the account tells every step', () => {
  const story = told(10, 1).data.map(({ type }) => type);
  expect(story.toReversed().filter((type) => !type.startsWith('task.'))).toEqual([
    ...['account.created', 'opportunity.created', 'lead.accepted', 'opportunity.assigned'],
    ...['opportunity.confirmation_requested', 'opportunity.confirmed', 'contract.drafted'],
    ...['ticket.created', 'ticket.sla_warning', 'ticket.sla_warning', 'ticket.sla_breached'],
  ]);
});
