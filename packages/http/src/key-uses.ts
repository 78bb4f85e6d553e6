import type { Credential } from '@keyline/auth';
import { keyUsed, tenantStore } from '@keyline/store';
import type { Incoming } from './operation.ts';

/** How exactly the last use of a key is known: it is written down at most once in this time, per isolate. */
export const keyUseMs = 600_000;

/**
 * Writes down, once the answer is out, when and from where a key was used. In real time; no part of the request
 * waits for it.
 */
export function noteKeyUse(
  { runtime, after }: Incoming,
  { tenantId, principalId }: Credential,
  address: string | null,
): void {
  const usedAt = runtime.clock.now();
  if (runtime.usedKeys.has(principalId, usedAt)) return;
  runtime.usedKeys.add(principalId, usedAt);
  after.push(async () => {
    const store = tenantStore(runtime.database, tenantId, principalId);
    const outcome = await store.commit({ changes: [], also: [keyUsed.bind({ usedAt, address })] });
    if (!outcome.committed) throw new Error(`the use of a key is not written down: ${outcome.reason}`);
  });
}
