import { parseLink, secretMatches } from '@keyline/auth';
import { type Example, publicCommand } from '@keyline/http';
import { all, first } from '@keyline/store';
import * as v from 'valibot';
import { linkTokenField, passwordField } from '../domain/fields.ts';
import { some } from '../problems.ts';
import { forgiven } from '../records/attempts.ts';
import { newPassword } from '../records/new-password.ts';
import { holderOfReset, resetById } from '../records/password-resets.ts';
import { newPasswordHash } from '../records/passwords.ts';
import { tenantStatus } from '../records/tenants.ts';

/** Sets a new password by the link that was sent or handed over; all sessions end. */
export const confirmPasswordReset = publicCommand({
  id: 'confirmPasswordReset',
  path: '/v1/auth/password-reset/confirm',
  tag: 'Sign-in',
  summary: 'Set a new password by a link',
  description: 'The link is good once, for 30 minutes. All sessions of the user end; he signs in anew.',
  body: v.strictObject({ token: linkTokenField('kp_main_...'), newPassword: passwordField }),
  answer: { status: 204, description: 'The new password counts from now on.' },
  problems: some('auth.invalid_link'),
  async load({ system, body }) {
    const link = parseLink('password_reset', body.token);
    if (link === undefined) return undefined;
    const { cell, tenantId, id, secret } = link;
    const state = await system.forTenant(tenantId, 'anonymous').read({
      reset: first(resetById.bind({ id })),
      user: first(holderOfReset.user.bind({ id })),
      sessions: all(holderOfReset.sessions.bind({ id })),
      resets: all(holderOfReset.resets.bind({ id })),
      tenant: first(tenantStatus.bind({})),
    });
    return { cell, tenantId, secret, ...state };
  },
  async decide({ loaded, body, moment, realNow, runtime, refuse }) {
    const { reset, user, tenant } = loaded ?? {};
    const ours = loaded?.cell === runtime.cell && tenant?.status === 'active' && user?.status === 'active';
    if (!ours || reset === undefined || !isGood(reset, loaded.secret, realNow)) {
      return refuse('auth.invalid_link');
    }
    const { tenantId, sessions, resets } = loaded;
    const passwordHash = await newPasswordHash('/newPassword', body.newPassword, user);
    return {
      tenantId,
      attempt: forgiven('sign_in', { tenantId, userId: user.id }, realNow),
      changes: newPassword(moment, user, passwordHash, { by: 'reset', sessions, resets }),
    };
  },
});

function isGood(
  reset: { readonly secretHash: string; readonly expiresAt: number; readonly endedAt: number | null },
  secret: string,
  realNow: number,
): boolean {
  return reset.endedAt === null && realNow < reset.expiresAt && secretMatches(secret, reset.secretHash);
}

const chosen = '泾渭 clear as day 9';

export const example: Example = {
  events: ['user.password_changed', 'session.ended', 'password_reset.ended'],
  async request({ colleague, run }) {
    const { id } = await colleague();
    const { token } = await run('resetUserPassword', { params: { userId: id } });
    return { body: { token, newPassword: chosen } };
  },
  failures: {
    'auth.invalid_link': () => ({ body: { token: 'kp_main_unknown', newPassword: chosen } }),
  },
};
