import type { PolicyConditions, PolicyTargets } from '@keyline/schema';
import type { Priority } from './priority.ts';

/** What of a ticket policies ask about. */
export interface Matched {
  readonly kind: string;
  readonly priority: Priority;
  readonly grade: string;
  readonly category: string | null;
  readonly channel: string;
}

/** A policy as far as it is chosen and followed. */
export interface Policy {
  readonly id: string;
  readonly version: number;
  readonly conditions: PolicyConditions;
  readonly isDefault: boolean;
  readonly targets: PolicyTargets;
  readonly warnings: readonly number[];
  readonly calendarId: string | null;
}

/** What a ticket is held to: its targets (working minutes), when its owner is warned, and by which calendar. */
export interface Agreement {
  readonly policyId: string | null;
  readonly policyVersion: number | null;
  readonly targets: PolicyTargets;
  readonly warnings: readonly number[];
  /** Null: the default calendar of the tenant. */
  readonly calendarId: string | null;
}

export const standardWarnings = [50, 80] as const;

/** The targets of a tenant that has no policy of its own. */
const standardTargets: Readonly<Record<Priority, PolicyTargets>> = {
  urgent: { first_response: 30, resolution: 240 },
  high: { first_response: 60, resolution: 480 },
  normal: { first_response: 240, resolution: 1440 },
  low: { first_response: 480, resolution: 2400 },
};

/**
 * The first policy that fits, in the order given; none of them: no targets, and so no clocks. A tenant without any
 * policy has the standard targets.
 */
export function agreementFor(ticket: Matched, policies: readonly Policy[]): Agreement {
  const common = { policyId: null, policyVersion: null, warnings: standardWarnings, calendarId: null };
  if (policies.length === 0) return { ...common, targets: standardTargets[ticket.priority] };
  const policy = policies.find((one) => fits(one, ticket));
  if (policy === undefined) return { ...common, targets: {} };
  const { id, version, targets, warnings, calendarId } = policy;
  return { policyId: id, policyVersion: version, targets, warnings, calendarId };
}

function fits({ conditions, isDefault }: Policy, ticket: Matched): boolean {
  const asked = Object.entries(conditions) as [keyof Matched, readonly string[]][];
  if (asked.length === 0) return isDefault;
  return asked.every(([name, allowed]) => allowed.includes(ticket[name] ?? ''));
}
