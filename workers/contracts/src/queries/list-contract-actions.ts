import { actionsView, moveLoad, offersOf } from '@keyline/cases';
import { type Example, query } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { first } from '@keyline/store';
import { some } from '../problems.ts';
import { guardOf } from '../records/contract-guards.ts';
import { contractMoving, visibleContract } from '../records/contracts.ts';
import { keptTemplate } from '../records/templates.ts';

const contractOfActions = visibleContract('contracts.read');

/** What the caller may do with a contract now, with each form; and why he may not do the rest. */
export const listContractActions = query({
  id: 'listContractActions',
  path: '/v1/contracts/{contractId}/actions',
  tag: 'Contracts',
  summary: 'List what can be done with a contract',
  permission: 'contracts.read',
  params: { contractId: idField('contract') },
  answer: { description: 'Every action of the process.', schema: actionsView },
  problems: some('contract.not_found'),
  load: ({ params: { contractId: id } }) => ({
    contract: first(contractOfActions.bind({ id })),
    template: first(keptTemplate.bind({ contractId: id })),
    ...moveLoad(contractMoving, id, {}),
  }),
  required: { contract: 'contract.not_found' },
  async view({ loaded, actor, locale }) {
    const { permitted: _, ...row } = loaded.contract;
    const by = { caller: actor, acting: loaded.acting, users: loaded.users };
    const guard = guardOf(row, loaded.template);
    return { body: await offersOf(contractMoving, row, loaded, { by, guard }, locale) };
  },
});

export const example: Example = {
  async request({ make }) {
    return { params: { contractId: (await make('createContract')).id } };
  },
  failures: {
    'contract.not_found': () => ({ params: { contractId: 'con_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
  },
};
