import { recoveryCodeHash, totpStep, unseal } from '@keyline/auth';
import type { Runtime } from '@keyline/http';
import { recoveryCodes, secondFactors } from '@keyline/schema';
import { asBoolean, asNumber, type Bound, columns, must, statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';
import type { AccountsEnv } from '../env.ts';

const ofUser = sql`${secondFactors.tenantId} = ${tenant} AND ${secondFactors.userId} = ${value('userId')}`;
const codesOfUser = sql`${recoveryCodes.tenantId} = ${tenant} AND ${recoveryCodes.userId} = ${value('userId')}`;

const factorRow = {
  sealedSecret: secondFactors.sealedSecret,
  confirmedAt: secondFactors.confirmedAt,
  lastStep: secondFactors.lastStep,
};

/** The second factor of a user, confirmed or not, and whether the code given is one of his recovery codes. */
export const factorOf = statement({
  values: ['userId', 'codeHash'],
  row: { ...factorRow, recoveryKnown: asBoolean },
  sql: sql`SELECT ${columns(factorRow)}, EXISTS (SELECT 1 FROM ${recoveryCodes} WHERE ${codesOfUser} AND ${recoveryCodes.codeHash} = ${value('codeHash')}) AS "recoveryKnown" FROM ${secondFactors} WHERE ${ofUser}`,
});

/** Since when a user has a second factor, and how many recovery codes are left. */
export const factorState = statement({
  values: ['userId'],
  row: { confirmedAt: secondFactors.confirmedAt, codesLeft: asNumber },
  sql: sql`SELECT ${secondFactors.confirmedAt} AS "confirmedAt", (SELECT count(*) FROM ${recoveryCodes} WHERE ${codesOfUser}) AS "codesLeft" FROM ${secondFactors} WHERE ${ofUser}`,
});

/** Begins anew: a factor that was begun before and never confirmed gives way. */
export const beginFactor = statement({
  values: ['userId', 'sealedSecret'],
  sql: sql`INSERT OR REPLACE INTO ${secondFactors} (tenant_id, user_id, sealed_secret) VALUES (${tenant}, ${value('userId')}, ${value('sealedSecret')})`,
});

export const confirmFactor = statement({
  values: ['userId', 'now', 'step'],
  sql: sql`UPDATE ${secondFactors} SET confirmed_at = ${value('now')}, last_step = ${value('step')} WHERE ${ofUser}`,
});

export const putRecoveryCodes = statement({
  values: ['userId', 'hashes'],
  sql: sql`INSERT INTO ${recoveryCodes} (tenant_id, user_id, code_hash) SELECT ${tenant}, ${value('userId')}, j.value FROM json_each(${value('hashes')}) j`,
});

const dropFactor = statement({ values: ['userId'], sql: sql`DELETE FROM ${secondFactors} WHERE ${ofUser}` });
const dropCodes = statement({
  values: ['userId'],
  sql: sql`DELETE FROM ${recoveryCodes} WHERE ${codesOfUser}`,
});

/** Takes the factor and its recovery codes away. */
export function removeFactor(userId: string): Bound[] {
  return [dropCodes.bind({ userId }), dropFactor.bind({ userId })];
}

const mustBeNewStep = must(
  ['userId', 'step'],
  sql`SELECT coalesce(${secondFactors.lastStep}, -1) < ${value('step')} FROM ${secondFactors} WHERE ${ofUser}`,
);
const keepStep = statement({
  values: ['userId', 'step'],
  sql: sql`UPDATE ${secondFactors} SET last_step = ${value('step')} WHERE ${ofUser}`,
});
const mustHaveCode = must(
  ['userId', 'codeHash'],
  sql`SELECT 1 FROM ${recoveryCodes} WHERE ${codesOfUser} AND ${recoveryCodes.codeHash} = ${value('codeHash')}`,
);
const dropCode = statement({
  values: ['userId', 'codeHash'],
  sql: sql`DELETE FROM ${recoveryCodes} WHERE ${codesOfUser} AND ${recoveryCodes.codeHash} = ${value('codeHash')}`,
});

/** A code that is right, with what makes it count once at the commit. */
export interface Proof {
  readonly by: 'totp' | 'recovery_code';
  /** Of a code of the app. */
  readonly step?: number;
  readonly musts: readonly Bound[];
  readonly also: readonly Bound[];
}

/** What `factorOf` is asked with for a code, or for none. */
export function codeHashOf(code: string | undefined): string {
  return code === undefined ? '' : recoveryCodeHash(code);
}

/** The sealing context of a user's factor. */
export function sealingOf(userId: string): string {
  return `totp ${userId}`;
}

/** Whether the code is right now (real time): six digits of the app, not used yet, or a recovery code. */
export async function proofOf(
  runtime: Runtime,
  userId: string,
  factor: {
    readonly sealedSecret: string;
    readonly lastStep: number | null;
    readonly recoveryKnown: boolean;
  },
  given: { readonly code: string; readonly realNow: number },
): Promise<Proof | undefined> {
  const code = given.code.replaceAll(' ', '');
  if (!/^\d{6}$/.test(code)) {
    if (!factor.recoveryKnown) return undefined;
    const place = { userId, codeHash: recoveryCodeHash(code) };
    return { by: 'recovery_code', musts: [mustHaveCode.bind(place)], also: [dropCode.bind(place)] };
  }
  const { SEAL_KEY } = runtime.env as AccountsEnv;
  const secret = await unseal(SEAL_KEY, sealingOf(userId), factor.sealedSecret);
  const step = totpStep(secret, code, given.realNow);
  if (step === undefined || step <= (factor.lastStep ?? -1)) return undefined;
  const place = { userId, step };
  return { by: 'totp', step, musts: [mustBeNewStep.bind(place)], also: [keepStep.bind(place)] };
}
