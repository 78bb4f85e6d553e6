import { aroundLoad, isStopped, tryMove } from '@keyline/cases';
import { work } from '@keyline/http';
import { all, first, tenantSettings } from '@keyline/store';
import { type DealEnd, reasonOf } from '../domain/cancel-reason.ts';
import { contractById, contractMoving } from '../records/contracts.ts';
import { movedContract } from '../records/moved-contract.ts';
import { contractsNotYetEffective, mustHaveEnded, opportunityEnd } from '../records/work-orders.ts';

/** How often others may be faster with one of the contracts before the message waits. */
const mostLosses = 5;

/**
 * An opportunity was lost or abandoned: its contracts that are not effective yet are cancelled, above all its work order.
 * Of one that was reopened meanwhile they stay. What the process of a contract does not let the system do is left.
 */
export const onOpportunityEnded = work({
  on: ['opportunity.lost', 'opportunity.abandoned'],
  async run({ event, moment, store }) {
    const opportunityId = event.subjectId;
    const { open, settings } = await store.read({
      open: all(contractsNotYetEffective.bind({ id: opportunityId })),
      settings: first(tenantSettings.bind({})),
    });
    if (settings === undefined) throw new Error('a tenant without itself');
    const { timeZone, locale } = settings;
    const end: DealEnd = event.type === 'opportunity.lost' ? 'lost' : 'abandoned';
    const form = { reason: reasonOf(end, locale) };
    for (const { id } of open) await cancel(id);

    async function cancel(id: string): Promise<void> {
      for (let losses = 0; losses < mostLosses; losses += 1) {
        const { contract, ended, ...around } = await store.read({
          contract: first(contractById.bind({ id })),
          ended: first(opportunityEnd.bind({ id: opportunityId })),
          ...aroundLoad(contractMoving, id),
        });
        if (contract === undefined || contract.outcome !== null || contract.effectiveAt !== null) return;
        if (!ended?.outcome) return;
        const move = { action: 'cancel', form, by: 'system' } as const;
        const moved = await tryMove(contractMoving, contract, around, move, moment);
        if (isStopped(moved)) return;
        const given = { moment, timeZone, around, template: undefined };
        const { row: _, ...writes } = await movedContract(contract, moved, given);
        const musts = [mustHaveEnded.bind({ id: opportunityId })];
        if ((await store.commit({ ...writes, musts })).committed) return;
      }
      throw new Error('others are faster with the contract');
    }
  },
});
