import { aroundLoad, isStopped, moveWrites, tryMove } from '@keyline/cases';
import { deadline } from '@keyline/http';
import { first } from '@keyline/store';
import { eventOfMove } from '../domain/opportunity-moves.ts';
import { auctionEnds as kind } from '../records/auctions.ts';
import {
  factsOf,
  groundLoads,
  opportunityById,
  opportunityMoving,
  opportunityStatements,
} from '../records/opportunities.ts';
import { effectsBeside, effectsOn } from '../records/opportunity-effects.ts';

/** An auction ends and nobody has claimed: the opportunity goes back to the pool. */
export const auctionEnds = deadline({
  kind,
  load: ({ subjectId: id }) => ({
    opportunity: first(opportunityById.bind({ id })),
    ...groundLoads(id),
    ...aroundLoad({ statements: opportunityStatements }, id),
  }),
  async decide({ loaded, deadline: { cycle }, moment }) {
    const { opportunity: before, people } = loaded;
    const { auction } = before ?? {};
    if (before === undefined || auction?.state !== 'open' || auction.round !== cycle) return undefined;
    const moving = opportunityMoving(loaded);
    const action = 'end-auction';
    const moved = await tryMove(moving, before, loaded, { action, form: {}, by: 'system' }, moment);
    if (isStopped(moved)) return undefined;
    const type = eventOfMove({ action, from: before.stage, to: moved.next.stage, kind: moved.kind });
    const patch = effectsOn(before, moved, moment);
    const writes = moveWrites(moving, moment, before, moved, loaded, { type, patch, facts: factsOf(before) });
    const beside = effectsBeside(writes, moved, { before, people, moment });
    return { changes: writes.changes, also: [...writes.also, ...beside.also] };
  },
});
