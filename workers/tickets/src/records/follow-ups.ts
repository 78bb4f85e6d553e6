import { closing, opening, type People, type TaskRow, type Writes } from '@keyline/cases';
import { type Action, type Definition, partiesOf } from '@keyline/process';
import type { Moved } from '@keyline/process/engine';
import { armDeadline, type Bound, cancelDeadlines, type Moment } from '@keyline/store';
import type { TicketRow } from '../views.ts';
import { ticketMoving, ticketRecord } from './tickets.ts';

/** It is time to ask the customer of a closed ticket whether he is content. */
export const followUpDueKind = 'ticket.follow_up_due';

const effect = 'keep_follow_up';
const taskKind = 'follow_up';

/** From this satisfaction down the customer has a complaint. */
const complains = 2;

/** Whether a move tells what the follow-up heard. */
export function isFollowUp({ effects }: Pick<Moved, 'effects'>): boolean {
  return effects.includes(effect);
}

/** What the follow-up heard, as the ticket keeps it. */
export function heard({ form }: Pick<Moved, 'form'>, now: number) {
  const note = form.note === undefined ? null : String(form.note);
  return { satisfaction: Number(form.satisfaction), followUpNote: note, followedUpAt: now };
}

/** Opened again, a ticket has not been asked about: it will be closed once more. */
export const unheard = { satisfaction: null, followUpNote: null, followedUpAt: null } as const;

export function isComplaint({ satisfaction }: Pick<TicketRow, 'satisfaction'>): boolean {
  return satisfaction !== null && satisfaction <= complains;
}

/** The action by which the process of a ticket records a follow-up of this stage; undefined where it has none. */
export function followUpAction({ actions }: Definition, stage: string): Action | undefined {
  return actions.find(({ effects = [], from }) => effects.includes(effect) && from.includes(stage));
}

/** How often a ticket was closed so far. */
export function timesClosed(events: TicketRow['slaEvents']): number {
  return events.filter(({ type }) => type === 'closed').length;
}

/** When a ticket is closed: its customer is asked some days later. When it is open again, or he was asked: he is not. */
export function followUpArmed(
  { id, accountId, stage, outcome, satisfaction, slaEvents }: TicketRow,
  before: Pick<TicketRow, 'outcome'>,
  definition: Definition,
  { now, afterDays }: { readonly now: number; readonly afterDays: number },
): Bound[] {
  const subject = { type: 'ticket', id };
  if (before.outcome === 'closed') {
    return outcome === null || satisfaction !== null ? [cancelDeadlines(subject, followUpDueKind)] : [];
  }
  if (outcome !== 'closed' || followUpAction(definition, stage) === undefined) return [];
  const due = { worker: 'tickets', kind: followUpDueKind, dueAt: now + afterDays * 86_400_000 } as const;
  return [armDeadline({ ...due, subject, accountId, cycle: timesClosed(slaEvents) })];
}

/** The task of the follow-up, for whom the process lets record it. */
export function askingToFollowUp(moment: Moment, ticket: TicketRow, action: Action, people: People): Writes {
  const { id, accountId, stage } = ticket;
  const of = { type: 'ticket', id, accountId, about: ticketMoving.about(ticket), stage, drafters: [] };
  const parties = partiesOf(action.by ?? ['role:service_supervisor'], ticketRecord(ticket), people);
  const key = `follow-up-${timesClosed(ticket.slaEvents)}`;
  return opening(moment, of, [{ key, kind: taskKind, title: action.title, parties, dueAt: null }], people);
}

/** Ends it: the customer was asked, or his ticket is open again. */
export function followUpEnded(moment: Moment, open: readonly TaskRow[], how: 'done' | 'cancelled'): Writes {
  const asked = open.filter(({ kind }) => kind === taskKind).map(({ key }) => ({ key, how }));
  return closing(moment, open, asked, moment.actor.type === 'user' ? moment.actor.id : null);
}
