import { command, type Example } from '@keyline/http';
import { newId } from '@keyline/kernel';
import { definitionField, namesOf } from '@keyline/process';
import { all, created } from '@keyline/store';
import * as v from 'valibot';
import { requestProcess } from '../domain/example-process.ts';
import { some } from '../problems.ts';
import { knownTo, processSubject, roleKeysOfTenant } from '../records/processes.ts';
import { processView, viewProcess } from '../views/process.ts';

/** Drafts a process of the tenant's own. */
export const createProcess = command({
  id: 'createProcess',
  method: 'POST',
  path: '/v1/processes',
  tag: 'Processes',
  summary: 'Draft a process',
  description:
    'Everything is checked: stages that nothing leads to, dead ends, roles, permissions, guards and effects that are not there. A draft runs once it is published.',
  permission: 'processes.write',
  body: v.strictObject({ definition: definitionField }),
  answer: { status: 201, description: 'The draft.', schema: processView },
  problems: some('process.invalid'),
  load: () => ({ roles: all(roleKeysOfTenant.bind({})) }),
  async decide({ loaded, body: { definition }, moment, refuse }) {
    const { check } = await import('@keyline/process/engine');
    const found = check(definition, knownTo(definition.subject, loaded.roles));
    const errors = found.map((one) => ({ ...one, pointer: `/definition${one.pointer}` }));
    if (errors.length > 0) return refuse('process.invalid', { errors });
    const id = newId('process');
    const { key, subject, title } = definition;
    const row = { id, key, subject, title, state: 'draft', number: null, publishedAt: null } as const;
    const made = created(
      moment,
      processSubject,
      { ...row, definition, ...namesOf(definition) },
      { type: 'process.created' },
    );
    return { changes: [made], body: viewProcess(made.row), location: `/v1/processes/${id}` };
  },
});

export const example: Example = {
  events: ['process.created'],
  request: ({ serial }) => ({ body: { definition: requestProcess(`price.request_${serial}`) } }),
  failures: {
    'process.invalid': ({ serial }) => {
      const definition = requestProcess(`price.request_${serial}`);
      return { body: { definition: { ...definition, actions: definition.actions.slice(0, 2) } } };
    },
  },
};
