import { emailField } from '@keyline/kernel';
import * as v from 'valibot';

type Claims = Readonly<Record<string, unknown>>;

/** The values of a claim, a text or a list of texts; `a.b` is the claim of that name, else b within a. */
export function claimValues(claims: Claims, name: string): string[] {
  const given = Object.hasOwn(claims, name) ? claims[name] : within(claims, name.split('.'));
  return [given].flat().filter((one): one is string => typeof one === 'string');
}

function within(value: unknown, [name, ...further]: readonly string[]): unknown {
  if (name === undefined) return value;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return within((value as Claims)[name], further);
}

/**
 * The e-mail address that the provider vouches for, when it is of one of the domains (null: of any). Some
 * providers write `email_verified` as text.
 */
export function verifiedEmail(claims: Claims, domains: readonly string[] | null): string | undefined {
  if (claims.email_verified !== true && claims.email_verified !== 'true') return undefined;
  const email = v.safeParse(emailField, claims.email);
  if (!email.success) return undefined;
  const domain = email.output.slice(email.output.lastIndexOf('@') + 1).toLowerCase();
  return domains === null || domains.includes(domain) ? email.output : undefined;
}

const longestName = 100;

/** What the person is called: as the provider says, else the part of the address before the @. */
export function nameOf(claims: Claims, email: string): string {
  const names = [claims.name, claims.preferred_username, email.slice(0, email.lastIndexOf('@'))];
  const lines = names.map((name) =>
    typeof name === 'string' ? name.replace(/[\p{Cc}\p{Cs}]/gu, ' ').trim() : '',
  );
  return Array.from(lines.find((line) => line !== '') ?? email)
    .slice(0, longestName)
    .join('');
}
