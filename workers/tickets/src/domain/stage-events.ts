import type { SlaEvent } from '@keyline/calendar';
import { type Definition, stageOf } from '@keyline/process';
import { andThen } from './clocks.ts';

/** Where a ticket stands, as far as its clocks mind. */
type Standing = 'open' | 'paused' | 'partner' | 'resolved' | 'ended';

function standingIn(definition: Definition, key: string): Standing {
  const { outcome, pauses } = stageOf(definition, key);
  if (outcome !== undefined) return 'ended';
  if (key === 'resolved') return 'resolved';
  if (key === 'waiting_partner') return 'partner';
  return pauses ? 'paused' : 'open';
}

const ends: readonly Standing[] = ['resolved', 'ended'];

const entering = {
  paused: 'paused',
  partner: 'waiting_partner',
  resolved: 'resolved',
  ended: 'closed',
} as const;

/** What happened to the clocks when a ticket went from one stage into another. */
export function afterStages(
  events: readonly SlaEvent[],
  definition: Definition,
  { from, to, at }: { readonly from: string; readonly to: string; readonly at: number },
): readonly SlaEvent[] {
  const [before, after] = [standingIn(definition, from), standingIn(definition, to)];
  if (from === to || before === after) return events;
  const reopened = ends.includes(before) && !ends.includes(after) ? andThen(events, 'reopened', at) : events;
  if (after !== 'open') return andThen(reopened, entering[after], at);
  return ends.includes(before) ? reopened : andThen(reopened, 'resumed', at);
}

/** The event that tells of a move, by where it led. */
export function eventOfMove(
  kind: string,
  definition: Definition,
  { from, to, owner }: { readonly from: string; readonly to: string; readonly owner: boolean },
): string {
  const [before, after] = [standingIn(definition, from), standingIn(definition, to)];
  if (from !== to && after === 'resolved') return 'ticket.resolved';
  if (from !== to && after === 'ended') {
    return to === 'cancelled' || to === 'merged' ? `ticket.${to}` : 'ticket.closed';
  }
  if (ends.includes(before) && !ends.includes(after)) return 'ticket.reopened';
  if (owner) return 'ticket.assigned';
  return kind === 'acted' ? 'ticket.acted' : 'ticket.moved';
}
