import { type Actor, principalById } from '@keyline/auth';
import { first } from '@keyline/store';
import type { ImportState } from './records.ts';
import type { Run } from './run.ts';

/** What the one who asked for an import may do now, read anew with every page. */
export function rightsOf(permissions: readonly string[]) {
  return first(principalById.bind({ session: '', permissions: JSON.stringify(permissions) }));
}

/** Who asked for the import, as far as he may still do it. */
export function actorIn(
  { tenantId, clock }: Run,
  row: unknown,
  state: ImportState,
  permissions: readonly string[],
): Actor | undefined {
  const principal = row as ReturnType<typeof principalById.decode> | undefined;
  if (principal === undefined || principal.status !== 'active' || principal.tenantStatus !== 'active') {
    return undefined;
  }
  const { expiresAt, revokedAt, partnerState } = principal;
  const ended = revokedAt !== null || (expiresAt !== null && expiresAt <= clock.now());
  if (ended || (partnerState !== null && partnerState !== 'active')) return undefined;
  const held = new Set(principal.held);
  if (!permissions.some((permission) => held.has(permission))) return undefined;
  return {
    type: principal.kind === 'user' ? 'user' : 'api_key',
    id: state.createdBy,
    tenantId,
    userId: principal.userId,
    partnerId: principal.partnerId,
    sessionId: null,
    timeZone: principal.timeZone,
    permissions: held,
  };
}
