import { Secret, TOTP } from 'otpauth/bare';
import { hashSecret, hmac } from './secrets.ts';

/** What authenticator apps take for granted (RFC 6238): SHA-1, 6 digits, 30 s. */
const form = {
  algorithm: 'SHA1',
  digits: 6,
  period: 30,
  // The library without hash functions of its own: they were a third of it, and the runtime has them.
  hmac,
} as const;
const SECRET_BYTES = 20;
const RECOVERY_CODES = 10;
const RECOVERY_BYTES = 10;

/** A new secret of 160 random bits, in base32 as people type it into an app. */
export function newTotpSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** The address that an app scans. `account` is shown below the issuer. */
export function totpUri(secret: string, account: string): string {
  return new TOTP({
    ...form,
    issuer: 'Keyline',
    label: account,
    secret: Secret.fromBase32(secret),
  }).toString();
}

/** The code of the secret at an instant, milliseconds. */
export function totpCode(secret: string, nowMs: number): string {
  return new TOTP({ ...form, secret: Secret.fromBase32(secret) }).generate({ timestamp: nowMs });
}

/**
 * The step (30 s since 1970) whose code this is: of now, the one before or the one after; undefined when it is
 * none of them. Whoever accepts it has to refuse the same step from then on.
 */
export function totpStep(secret: string, code: string, nowMs: number): number | undefined {
  const totp = new TOTP({ ...form, secret: Secret.fromBase32(secret) });
  const delta = totp.validate({ token: code, timestamp: nowMs, window: 1 });
  return delta === null ? undefined : totp.counter({ timestamp: nowMs }) + delta;
}

/** Ten codes of 80 random bits each, `abcd-efgh-ijkl-mnop`: for who has lost the device. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => {
    const { base32 } = new Secret({ size: RECOVERY_BYTES });
    return base32.toLowerCase().replace(/(.{4})(?!$)/g, '$1-');
  });
}

/** The form in which a recovery code is stored; case, spaces and hyphens do not count. */
export function recoveryCodeHash(code: string): string {
  return hashSecret(code.toLowerCase().replace(/[^a-z2-7]/g, ''));
}
