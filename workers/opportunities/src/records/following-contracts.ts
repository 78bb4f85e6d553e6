import { aroundLoad, isStopped, moveWrites, tryMove } from '@keyline/cases';
import { first, type Moment, type TenantStore } from '@keyline/store';
import { type ContractStanding, stepAfterContract } from '../domain/contract-step.ts';
import { eventOfMove } from '../domain/opportunity-moves.ts';
import * as records from './opportunities.ts';
import { effectsOn } from './opportunity-effects.ts';

/** How often others may be faster with the opportunity before the message waits. */
const mostLosses = 5;

interface Followed extends ContractStanding {
  readonly id: string;
  readonly opportunityId: string;
}

/** Moves an opportunity to where its contract, as it is now, has it; `told` is what was said of the contract's end. */
export async function followContract(
  store: TenantStore,
  moment: Moment,
  contract: Followed,
  told: Readonly<Record<string, unknown>>,
): Promise<void> {
  const id = contract.opportunityId;
  for (let losses = 0; losses < mostLosses; ) {
    const { opportunity: before, ...around } = await store.read({
      opportunity: first(records.opportunityById.bind({ id })),
      ...records.groundLoads(id),
      ...aroundLoad({ statements: records.opportunityStatements }, id),
    });
    const action = before && stepAfterContract(before.stage, contract);
    if (before === undefined || action === undefined) return;
    const moving = records.opportunityMoving(around);
    const form = action === 'sign' ? {} : lossOf(told);
    const moved = await tryMove(moving, before, around, { action, form, by: 'system' }, moment);
    if (isStopped(moved)) return;
    const type = eventOfMove({ action, from: before.stage, to: moved.next.stage, kind: moved.kind });
    const facts = { ...records.factsOf(before), contractId: contract.id };
    const patch = effectsOn(before, moved, moment);
    const { changes, also } = moveWrites(moving, moment, before, moved, around, { type, facts, patch });
    losses = (await store.commit({ changes, also })).committed ? 0 : losses + 1;
  }
  throw new Error('others are faster with the opportunity');
}

/** Why it is lost: as whoever terminated the contract said. */
function lossOf(data: Readonly<Record<string, unknown>>) {
  const { reason } = (data.form ?? {}) as { readonly reason?: unknown };
  return { reasonCode: 'other', lesson: typeof reason === 'string' && reason !== '' ? reason : '-' };
}
