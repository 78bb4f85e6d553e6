import { formatLocated, parseLocated } from '../located-secret.ts';
import { hashSecret, newSecret, secretMatches } from '../secrets.ts';

const MARK = 'ko';

/** Where an attempt lives. */
export interface OidcPlace {
  readonly cell: string;
  readonly tenantId: string;
  readonly providerId: string;
}

/** A sign-in that begins: what goes out, and the hashes that are stored. */
export interface OidcAttempt {
  /** Goes through the provider and comes back with the code. */
  readonly state: string;
  readonly stateHash: string;
  /** Stays with whoever began: a code that somebody else brings is worth nothing without it. */
  readonly binding: string;
  readonly bindingHash: string;
}

/** Begins an attempt. Throws when cell or ids are malformed. */
export function createOidcAttempt({ cell, tenantId, providerId }: OidcPlace): OidcAttempt {
  const [secret, binding] = [newSecret(), newSecret()];
  return {
    state: formatLocated(MARK, 'identity_provider', { cell, tenantId, id: providerId, secret }),
    stateHash: hashSecret(secret),
    binding,
    bindingHash: hashSecret(binding),
  };
}

/** Reads a state; undefined when the text is none. Says nothing of whether the attempt is still there. */
export function parseOidcState(text: string): (OidcPlace & { readonly stateHash: string }) | undefined {
  const found = parseLocated(MARK, 'identity_provider', text);
  if (found === undefined) return undefined;
  const { cell, tenantId, id, secret } = found;
  return { cell, tenantId, providerId: id, stateHash: hashSecret(secret) };
}

/** Whether the binding is the one of the attempt, in constant time. */
export function isBoundBy(binding: string, bindingHash: string): boolean {
  return secretMatches(binding, bindingHash);
}

/**
 * PKCE's verifier and the nonce of an attempt. They follow from its binding, of which only the hash is stored: who
 * reads the database can finish nobody's sign-in.
 */
export function secretsOfBinding(binding: string): { readonly verifier: string; readonly nonce: string } {
  return { verifier: hashSecret(`${binding} verifier`), nonce: hashSecret(`${binding} nonce`) };
}
