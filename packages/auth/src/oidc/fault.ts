/**
 * How a provider fails a sign-in. `unavailable`: it does not answer, or says that it cannot just now.
 * `misconfigured`: it answers, and not as a provider that knows this client. `refused`: it does not confirm this
 * person, or what it says cannot be believed.
 */
export type OidcFaultKind = 'unavailable' | 'misconfigured' | 'refused';

/** A failed exchange with a provider. `reason` is a short code for the log, never a text of the provider. */
export class OidcFault extends Error {
  readonly kind: OidcFaultKind;
  readonly reason: string;
  constructor(kind: OidcFaultKind, reason: string) {
    super(`identity provider ${kind}: ${reason}`);
    this.name = 'OidcFault';
    this.kind = kind;
    this.reason = reason;
  }
}
