import type { Around, MoveProblem, MoveWrites } from '@keyline/cases';
import { isStopped, type Mover, moveLoad, moveProblems, moveWrites, tryMove } from '@keyline/cases';
import { idField, type Problem } from '@keyline/kernel';
import type { EventType } from '@keyline/protocol';
import type { leads } from '@keyline/schema';
import { type Bound, first, type Moment, type NewRow } from '@keyline/store';
import { some } from '../problems.ts';
import { type LeadRow, type ShownLead, seenLeadView } from '../views/leads.ts';
import { expiryCalledOff } from './lead-deadlines.ts';
import { leadMoving, rowOf, visibleLead } from './leads.ts';

/** What an action on a lead can be refused with, whichever it is. */
export const leadActionProblems = {
  ...some('lead.not_found'),
  'action.not_possible': moveProblems['action.not_possible'],
};

/** What the actions of whoever takes leads in share: all but their names, their forms and what they change. */
export const leadAction = {
  method: 'POST',
  tag: 'Leads',
  params: { leadId: idField('lead') },
  answer: { status: 200, description: 'The lead as it is now.', schema: seenLeadView },
  required: { lead: 'lead.not_found' },
  versioned: 'lead',
} as const;

/** The load of an action that takes this permission. */
export function leadLoad(permission: string) {
  const lead = visibleLead(permission);
  return (leadId: string) => ({
    lead: first(lead.bind({ id: leadId })),
    ...moveLoad(leadMoving, leadId, {}),
  });
}

export interface LeadMove {
  readonly action: string;
  readonly form: Readonly<Record<string, unknown>>;
  readonly by: Mover;
  readonly type: EventType;
  readonly patch?: Partial<NewRow<typeof leads>>;
}

interface Moved extends Pick<MoveWrites<typeof leads>, 'changes'> {
  readonly also: readonly Bound[];
  /** As it is now, with what was looked up beside it. */
  readonly shown: ShownLead;
}

/** One action on a lead with all that it writes; or why it is not done. */
export async function movedLead(
  lead: ShownLead,
  around: Around,
  { action, form, by, type, patch = {} }: LeadMove,
  moment: Moment,
): Promise<Moved | Problem<Stopping>> {
  const before = rowOf(lead);
  const moved = await tryMove(leadMoving, before, around, { action, form, by }, moment);
  if (isStopped(moved)) return stoppedBy(moved);
  const ended = moved.next.outcome !== null;
  const nothing = ended && moved.next.outcome !== 'accepted' ? { dealOutcome: null } : {};
  const event = { type, patch: { ...nothing, ...patch } };
  const { made, changes, also } = moveWrites(leadMoving, moment, before, moved, around, event);
  return {
    changes,
    also: ended ? [...also, expiryCalledOff(before)] : also,
    shown: { ...lead, ...(made.row as LeadRow) },
  };
}

type Stopping = 'action.not_possible' | 'action.not_yours';

/** The process of leads knows these actions, and their forms were checked before. */
function stoppedBy(problem: Problem<MoveProblem>): Problem<Stopping> {
  const { code } = problem;
  if (code === 'action.not_possible' || code === 'action.not_yours') return { ...problem, code };
  throw new Error(`an action on a lead is refused with ${code}`);
}
