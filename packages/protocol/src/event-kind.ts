import type { Text } from '@keyline/kernel';

/** Workers that can consume events. */
export const consumers = ['accounts', 'opportunities', 'contracts', 'tickets', 'notifications'] as const;

export type Consumer = (typeof consumers)[number];

/** One type of event: what it says, and which Workers react to it. */
export interface EventKind {
  readonly summary: Text;
  readonly consumers: readonly Consumer[];
  /** Those of them that are not sent what an import wrote: they hear of all of it at once when the import ends. */
  readonly unlessImported?: readonly Consumer[];
  /**
   * The permission by which people may read what the event says beside its envelope (changes, facts): on a
   * timeline where it reaches the account, in the audit for the whole tenant. Absent: whoever sees the event.
   */
  readonly dataPermission?: string;
}
