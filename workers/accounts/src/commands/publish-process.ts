import { command, type Example } from '@keyline/http';
import { idField } from '@keyline/kernel';
import type { Definition } from '@keyline/process';
import { all, changed, first } from '@keyline/store';
import { some } from '../problems.ts';
import * as records from '../records/processes.ts';
import { processView, viewProcess } from '../views/process.ts';

/** Lets a draft run from now on: new cases begin by it, those under way go on by the version they began with. */
export const publishProcess = command({
  id: 'publishProcess',
  method: 'POST',
  path: '/v1/processes/{processId}/actions/publish',
  tag: 'Processes',
  summary: 'Publish a process',
  description:
    'It replaces what ran under its key. Cases that run go on by the version with which they began.',
  permission: 'processes.write',
  params: { processId: idField('process') },
  answer: { status: 200, description: 'The process, published.', schema: processView },
  problems: some('process.not_found', 'process.not_draft', 'process.invalid'),
  load: ({ params: { processId: id } }) => ({
    process: first(records.processById.bind({ id })),
    running: first(records.publishedBeside.bind({ id })),
    last: first(records.lastNumberBeside.bind({ id })),
    roles: all(records.roleKeysOfTenant.bind({})),
  }),
  required: { process: 'process.not_found' },
  versioned: 'process',
  async decide({ loaded, moment, refuse }) {
    const { process, running, last, roles } = loaded;
    if (process.state !== 'draft') return refuse('process.not_draft');
    const { check } = await import('@keyline/process/engine');
    const definition = process.definition as Definition;
    const found = check(definition, records.knownTo(definition.subject, roles));
    const errors = found.map((one) => ({ ...one, pointer: `/definition${one.pointer}` }));
    if (errors.length > 0) return refuse('process.invalid', { errors });
    const patch = { state: 'published', number: (last?.number ?? 0) + 1, publishedAt: moment.now } as const;
    const made = changed(moment, records.processSubject, process, patch, { type: 'process.published' });
    const replaced =
      running &&
      changed(moment, records.processSubject, running, { state: 'replaced' }, { type: 'process.replaced' });
    return {
      musts: [records.mustStillRun.bind({ key: process.key, id: running?.id ?? '' })],
      changes: [...(replaced ? [replaced] : []), made],
      body: viewProcess(made.row),
    };
  },
});

export const example: Example = {
  events: ['process.published'],
  async request({ make }) {
    return { params: { processId: (await make('createProcess')).id } };
  },
  failures: {
    'process.not_found': () => ({ params: { processId: 'pro_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
    async 'process.not_draft'({ make }) {
      return { params: { processId: (await make('publishProcess')).id } };
    },
    async 'process.invalid'({ make, run, serial }) {
      const name = { en: 'Bid writer', 'zh-CN': '标书专员' };
      const key = `short_lived_${serial}`;
      const body = { key, name, defaultScopes: ['own'], permissions: ['accounts.read'] };
      const role = await run('createRole', { body });
      const { definition } = (await make('createProcess')) as unknown as { definition: Definition };
      const [start, ...stages] = definition.stages;
      const changed = { ...definition, stages: [{ ...start, actors: [`role:${key}`] }, ...stages] };
      const draft = await run('createProcess', { body: { definition: changed } });
      await run('removeRole', { params: { roleId: role.id } });
      return { params: { processId: draft.id } };
    },
  },
};
