import type { Text } from '@keyline/kernel';
import type { ActionKind } from './builtin.ts';
import type { Scalar } from './condition.ts';
import type { Due, WorkingTime } from './limits.ts';
import type { Organisation, ProcessRecord } from './people.ts';
import type { Refused } from './refusals.ts';
import type { CaseEvent, CaseState, OpenTask, Party } from './state.ts';

/** What a decision knows beside the definition and the case: all of it data that the load brought. */
export interface Context {
  readonly record: ProcessRecord;
  readonly organisation: Organisation;
  readonly time: WorkingTime;
  /** The share of a limit after which its actor is warned, where the stage says nothing. */
  readonly warnPercent?: number | undefined;
  /** Who was given, or has taken on, an open task, by the task's key. */
  readonly assignees?: Readonly<Record<string, string>>;
  /** Of the users whom the form names, those who are there and active. */
  readonly activeUsers?: readonly string[];
  /** The domain's guards by name; one that is not there does not pass. A text is why not, more exactly than the definition. */
  guard?(
    name: string,
    given: {
      readonly parameters: Readonly<Record<string, Scalar>>;
      readonly form: Readonly<Record<string, unknown>> | undefined;
    },
  ): boolean | Text;
}

/** What a transition did. */
export interface Moved {
  readonly kind:
    | 'opened'
    | 'moved'
    | 'acted'
    | 'approved'
    | 'sent_back'
    | 'withdrawn'
    | 'rejected'
    | 'reviewer_added';
  readonly action: string | null;
  readonly next: CaseState;
  readonly events: readonly CaseEvent[];
  /** The absent person, or the role's holder, for whom the actor acted; null: for himself. */
  readonly actsFor: string | null;
  /** What was entered, as its schema read it. */
  readonly form: Readonly<Record<string, unknown>>;
  /** The owner after `set_owner` or `take_ownership`; absent: as he was. */
  readonly ownerId?: string;
  /** Effects that the domain carries out in the same commit. */
  readonly effects: readonly string[];
  /** Whom it tells, beside those whose tasks were opened. */
  readonly notify: readonly Party[];
  readonly opened: readonly OpenTask[];
  readonly closed: readonly { readonly key: string; readonly how: 'done' | 'cancelled' }[];
  /** Limits to arm; `rearms` where all that was armed for the case is void. */
  readonly arm: readonly Due[];
  readonly rearms: boolean;
}

export type Transition = Moved | Refused;

/** The word in which each kind of action is told. */
export const kindsOfMove: Readonly<Record<ActionKind, Moved['kind']>> = {
  plain: 'moved',
  approve: 'approved',
  send_back: 'sent_back',
  withdraw: 'withdrawn',
  reject: 'rejected',
  add_reviewer: 'reviewer_added',
};
