import { type OidcClient, type OidcClientOptions, OidcFault } from '@keyline/auth/oidc';
import type { Runtime } from '@keyline/http';
import { ProblemError, refusals } from '@keyline/kernel';
import type { AccountsEnv } from '../env.ts';
import { some } from '../problems.ts';

const clients = new WeakMap<Runtime, Promise<OidcClient>>();

/** The client of this isolate, with what it remembers of providers. */
export function oidcClientOf(runtime: Runtime): Promise<OidcClient> {
  const known = clients.get(runtime);
  if (known !== undefined) return known;
  const { IDENTITY_PROVIDERS: binding } = runtime.env as AccountsEnv;
  const made = makeClient({
    send: (request) => (binding === undefined ? fetch(request) : binding.fetch(request)),
    allowHttp: runtime.environment !== 'production',
  });
  clients.set(runtime, made);
  return made;
}

/** Most isolates never meet a provider: what speaks to them is evaluated when the first is asked. */
async function makeClient(options: OidcClientOptions): Promise<OidcClient> {
  const { createOidcClient } = await import('@keyline/auth/oidc-client');
  return createOidcClient(options);
}

/** The problems by which a provider fails a sign-in. */
export const providerProblems = some('auth.oidc_refused', 'auth.oidc_misconfigured', 'auth.oidc_unavailable');

const refuse = refusals(providerProblems);

/** A fault of a provider as the problem to answer; the log gets its reason. What is no such fault stays as it is. */
export function problemOf(error: unknown, providerId: string): unknown {
  if (!(error instanceof OidcFault)) return error;
  const { kind, reason } = error;
  console.warn({ message: 'identity provider failed a sign-in', identityProvider: providerId, kind, reason });
  const headers = kind === 'unavailable' ? { headers: { 'Retry-After': '5' } } : {};
  return new ProblemError(refuse(`auth.oidc_${kind}`, headers));
}
