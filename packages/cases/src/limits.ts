import { toInstant } from '@keyline/kernel';
import type { Due, Moved, Raised } from '@keyline/process/engine';
import type { WorkerName } from '@keyline/schema';
import { armDeadline, type Bound, cancelDeadlines, type Deadline } from '@keyline/store';

/** A record whose limits are watched, by the Worker that owns it. */
export interface Watched {
  readonly worker: WorkerName;
  readonly subject: { readonly type: string; readonly id: string };
  readonly accountId: string | null;
}

/** The kind of deadline that stands for the limits of a kind of record: its level tells warning, breach, escalations. */
export function limitKind(type: string): string {
  return `${type}.limit_due`;
}

/** Arms what is due next; for the commit that starts or raises a clock. */
export function limitsArmed({ worker, subject, accountId }: Watched, arm: readonly Due[]): Bound[] {
  const kind = limitKind(subject.type);
  return arm.map(({ level, cycle, dueAt }) =>
    armDeadline({ worker, kind, subject, accountId, dueAt, level, cycle }),
  );
}

/** The limits after a transition: those of the stage or step that was left are called off, those of the next are armed. */
export function limitsAfter(watched: Watched, { rearms, arm }: Pick<Moved, 'rearms' | 'arm'>): Bound[] {
  if (!rearms) return [];
  return [cancelDeadlines(watched.subject, limitKind(watched.subject.type)), ...limitsArmed(watched, arm)];
}

/** What of a limit a deadline stands for. */
export function dueOf({
  level,
  cycle,
}: Pick<Deadline, 'level' | 'cycle'>): Pick<Due, 'kind' | 'level' | 'cycle'> {
  const kind = level === 0 ? 'warning' : level === 1 ? 'breach' : 'escalation';
  return { kind, level, cycle };
}

/** What an event tells of a limit: how many times it has passed, when it did, and whom that reaches. */
export function toldOf({ due, dueAt, reaches, events }: Raised) {
  return { level: due.level, dueAt: toInstant(dueAt), reaches, events };
}
