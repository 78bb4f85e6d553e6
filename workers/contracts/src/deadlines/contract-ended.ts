import { aroundLoad, isStopped, tryMove } from '@keyline/cases';
import { deadline } from '@keyline/http';
import { first, tenantSettings } from '@keyline/store';
import { contractById, contractMoving } from '../records/contracts.ts';
import { endedKind, movedContract } from '../records/moved-contract.ts';

/** The last day of a contract is over in the tenant's zone: it has expired, where its process knows that. */
export const contractEnded = deadline({
  kind: endedKind,
  load: ({ subjectId: id }) => ({
    contract: first(contractById.bind({ id })),
    settings: first(tenantSettings.bind({})),
    ...aroundLoad(contractMoving, id),
  }),
  async decide({ loaded, moment }) {
    const { contract, settings } = loaded;
    if (contract === undefined || settings === undefined || contract.outcome !== null) return undefined;
    const move = { action: 'expire', form: {}, by: 'system' } as const;
    const moved = await tryMove(contractMoving, contract, loaded, move, moment);
    if (isStopped(moved)) return undefined;
    const { timeZone } = settings;
    const given = { moment, timeZone, around: loaded, template: undefined };
    // A process of the tenant's own may give a number even now.
    const { row: _, ...writes } = await movedContract(contract, moved, given);
    return writes;
  },
});
