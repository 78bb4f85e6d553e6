import { covers, parseAddress, parseRange } from '@keyline/kernel';
import { parseApiKey, secretMatches } from './api-keys.ts';
import type { Actor, PrincipalRow } from './principal.ts';
import type { TokenVerifier } from './tokens.ts';

/** What a bearer token claims, before the database has said whether it still counts. */
export type Credential =
  | {
      readonly kind: 'token';
      readonly tenantId: string;
      readonly principalId: string;
      readonly sessionId: string;
    }
  | {
      readonly kind: 'key';
      readonly tenantId: string;
      readonly principalId: string;
      readonly secret: string;
    };

/**
 * Reads `Authorization: Bearer ...`: an access token, whose signature is checked here, or an API key, whose
 * secret is checked against the row that the load brings. Undefined: nobody to be trusted.
 */
export async function credentialOf(
  header: string | null,
  context: { readonly cell: string; readonly verifier: TokenVerifier; readonly nowMs: number },
): Promise<Credential | undefined> {
  const token = /^Bearer +(\S+)$/i.exec(header ?? '')?.[1];
  if (token === undefined) return undefined;
  if (token.startsWith('kl_')) {
    const key = parseApiKey(token);
    if (key === undefined || key.cell !== context.cell) return undefined;
    return { kind: 'key', tenantId: key.tenantId, principalId: key.keyId, secret: key.secret };
  }
  const verified = await context.verifier.verify(token, Math.floor(context.nowMs / 1000));
  if (!verified.ok || verified.identity.cell !== context.cell) return undefined;
  const { ten, sub, sid } = verified.identity;
  return { kind: 'token', tenantId: ten, principalId: sub, sessionId: sid };
}

/** Whether the loaded principal bears the credential out now (real time, milliseconds) from this address. */
export async function actorOf(
  credential: Credential,
  row: PrincipalRow | undefined,
  context: { readonly nowMs: number; readonly address: string | null },
): Promise<Actor | undefined> {
  if (row?.status !== 'active' || row.tenantStatus !== 'active') return undefined;
  if (row.partnerId !== null && row.partnerState !== 'active') return undefined;
  if (credential.kind === 'token' && (row.kind !== 'user' || !row.sessionLives)) return undefined;
  if (credential.kind === 'key' && !(await keyHolds(credential.secret, row, context))) return undefined;
  return {
    type: row.kind,
    id: row.id,
    tenantId: credential.tenantId,
    userId: row.userId,
    partnerId: row.partnerId,
    sessionId: credential.kind === 'token' ? credential.sessionId : null,
    timeZone: row.timeZone,
    permissions: new Set(row.held),
  };
}

async function keyHolds(
  secret: string,
  row: PrincipalRow,
  context: { readonly nowMs: number; readonly address: string | null },
): Promise<boolean> {
  if (row.kind !== 'api_key' || row.secretHash === null || row.revokedAt !== null) return false;
  if (row.expiresAt !== null && row.expiresAt <= context.nowMs) return false;
  if (row.ips !== null && !isListed(context.address, row.ips)) return false;
  return secretMatches(secret, row.secretHash) || formerHolds(secret, row, context.nowMs);
}

/** A key that was rotated is good under its former secret, too, until the overlap ends. */
function formerHolds(secret: string, row: PrincipalRow, nowMs: number): boolean {
  const { formerSecretHash, overlapEndsAt } = row;
  if (formerSecretHash === null || overlapEndsAt === null || overlapEndsAt <= nowMs) return false;
  return secretMatches(secret, formerSecretHash);
}

function isListed(address: string | null, ips: readonly string[]): boolean {
  const from = parseAddress(address ?? '');
  if (from === undefined) return false;
  return ips.some((ip) => {
    const range = parseRange(ip);
    return range !== undefined && covers(range, from);
  });
}
