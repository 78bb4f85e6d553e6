import { type Example, query } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { first } from '@keyline/store';
import { some } from '../problems.ts';
import { visibleContract } from '../records/contracts.ts';
import { contractView, viewContract } from '../views.ts';

const contractToRead = visibleContract('contracts.read');

/** One contract, with the review under way. */
export const getContract = query({
  id: 'getContract',
  path: '/v1/contracts/{contractId}',
  tag: 'Contracts',
  summary: 'Get a contract',
  permission: 'contracts.read',
  params: { contractId: idField('contract') },
  answer: { description: 'The contract.', schema: contractView },
  versioned: true,
  problems: some('contract.not_found'),
  load: ({ params }) => ({ contract: first(contractToRead.bind({ id: params.contractId })) }),
  required: { contract: 'contract.not_found' },
  view: ({ loaded }) => ({ body: viewContract(loaded.contract) }),
});

export const example: Example = {
  async request({ make }) {
    return { params: { contractId: (await make('createContract')).id } };
  },
  failures: {
    'contract.not_found': () => ({ params: { contractId: 'con_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
  },
};
