import type { Bound, Change, FactDraft, NextNumber } from '@keyline/store';

/** What an event or a deadline causes, all of it in one commit. */
export interface Effects {
  /** Rules over other records that must still hold at the commit. */
  readonly musts?: readonly Bound[];
  /** Rows that the changed records name and that are no subject of their own. */
  readonly before?: readonly Bound[];
  readonly changes?: readonly Change[];
  /** Rows that are no subject of their own. */
  readonly also?: readonly Bound[];
  /** Events that change no record, such as alerts. */
  readonly facts?: readonly FactDraft[];
  /** Numbers that it takes of series. */
  readonly numbers?: readonly NextNumber[];
}
