import { type Clock, newId } from '@keyline/kernel';
import type { LeaseStore } from '@keyline/store';

/** Work that nobody else does meanwhile, as long as it goes on in time. */
export interface Lease {
  /** Holds the lease for as long again; false when it ran out and another has it: the work should end. */
  extend(): Promise<boolean>;
}

interface LeaseAsked {
  /** `<what>/<of whom>` */
  readonly name: string;
  /** For how long, milliseconds of real time: as long as a holder that died keeps others waiting. */
  readonly forMs: number;
  readonly clock: Clock;
}

/**
 * Does the work under a lease, and gives it back whatever becomes of the work. Undefined when another holds the
 * lease. A lease saves work that would be done twice; it is no lock: what must not happen twice is guarded by the
 * commit itself. Throws what the work throws, and UnavailableError.
 */
export async function withLease<T>(
  system: LeaseStore,
  { name, forMs, clock }: LeaseAsked,
  work: (lease: Lease) => Promise<T>,
): Promise<T | undefined> {
  const holder = newId('request');
  const take = () => {
    const now = clock.now();
    return system.takeLease({ name, holder, now, until: now + forMs });
  };
  if (!(await take())) return undefined;
  try {
    return await work({ extend: take });
  } finally {
    await system.giveLease({ name, holder });
  }
}
