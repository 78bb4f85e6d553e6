import { work } from '@keyline/http';
import { first } from '@keyline/store';
import { followContract } from '../records/following-contracts.ts';
import { contractHeard } from '../records/opportunities-of-contracts.ts';

/**
 * A contract became effective: its opportunity is signed. One that is terminated before the opportunity has brought
 * revenue makes it lost. Both read what is true now, so that they may come twice and in any order; what the process does
 * not let happen is left as it is.
 */
export const onContractEffective = work({
  on: ['contract.effective', 'contract.terminated'],
  async run({ event, moment, store }) {
    const { contract } = await store.read({ contract: first(contractHeard.bind({ id: event.subjectId })) });
    const id = contract?.opportunityId;
    if (contract === undefined || !id) return;
    await followContract(store, moment, { ...contract, id: event.subjectId, opportunityId: id }, event.data);
  },
});
