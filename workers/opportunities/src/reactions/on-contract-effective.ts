import { aroundLoad, isStopped, moveWrites, tryMove } from '@keyline/cases';
import { work } from '@keyline/http';
import { first } from '@keyline/store';
import { stepAfterContract } from '../domain/contract-step.ts';
import { eventOfMove } from '../domain/opportunity-moves.ts';
import * as records from '../records/opportunities.ts';
import { contractHeard } from '../records/opportunities-of-contracts.ts';
import { effectsOn } from '../records/opportunity-effects.ts';

/** How often others may be faster with the opportunity before the message waits. */
const mostLosses = 5;

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
    for (let losses = 0; losses < mostLosses; ) {
      const { opportunity: before, ...around } = await store.read({
        opportunity: first(records.opportunityById.bind({ id })),
        ...aroundLoad({ statements: records.opportunityStatements }, id),
      });
      const action = before && stepAfterContract(before.stage, contract);
      if (before === undefined || action === undefined) return;
      const moving = records.opportunityMoving();
      const form = action === 'sign' ? {} : lossOf(event.data);
      const moved = await tryMove(moving, before, around, { action, form, by: 'system' }, moment);
      if (isStopped(moved)) return;
      const type = eventOfMove({ action, from: before.stage, to: moved.next.stage, kind: moved.kind });
      const facts = { ...records.factsOf(before), contractId: event.subjectId };
      const patch = effectsOn(before, moved, moment);
      const { changes, also } = moveWrites(moving, moment, before, moved, around, { type, facts, patch });
      losses = (await store.commit({ changes, also })).committed ? 0 : losses + 1;
    }
    throw new Error('others are faster with the opportunity');
  },
});

/** Why it is lost: as whoever terminated the contract said. */
function lossOf(data: Readonly<Record<string, unknown>>) {
  const { reason } = (data.form ?? {}) as { readonly reason?: unknown };
  return { reasonCode: 'other', lesson: typeof reason === 'string' && reason !== '' ? reason : '-' };
}
