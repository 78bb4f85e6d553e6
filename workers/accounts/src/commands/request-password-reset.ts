import { type Example, publicCommand } from '@keyline/http';
import { emailField } from '@keyline/kernel';
import * as v from 'valibot';
import { slugField } from '../domain/fields.ts';
import { attemptOf, type Claim, knockOf, refuseWhileBlocked } from '../records/attempts.ts';
import { newReset } from '../records/password-resets.ts';

const nobody = {
  tenantId: 'ten_00000000000000000000000000',
  userId: 'usr_00000000000000000000000000',
};

/** Asks for a link to set a new password. Nothing in the answer tells whether anybody has the e-mail. */
export const requestPasswordReset = publicCommand({
  id: 'requestPasswordReset',
  path: '/v1/auth/password-reset',
  tag: 'Sign-in',
  summary: 'Ask for a new password',
  description:
    'Answered alike, whether anybody has the e-mail or not. The link goes to the e-mail and is good once, for 30 minutes. After some requests one has to wait (429).',
  body: v.strictObject({ tenant: slugField, email: emailField }),
  answer: { status: 202, description: 'If somebody has this e-mail, a link is on its way.' },
  problems: {},
  async load({ system, body, address }) {
    const claim: Claim = { purpose: 'password_reset', ...body, address };
    return { claim, ...(await system.findSignIn(knockOf(claim))) };
  },
  async decide({ loaded, moment, realNow, runtime }) {
    const { claim, user, blockedUntil } = loaded;
    refuseWhileBlocked(blockedUntil, realNow);
    const may = user?.active && user.tenantStatus === 'active' ? user : undefined;
    const event = 'user.password_reset_requested';
    const { change } = newReset({ moment, realNow, runtime }, may ?? nobody, event);
    return {
      tenantId: may?.tenantId ?? null,
      changes: may === undefined ? [] : [change],
      attempt: attemptOf(claim, user, 'failed', realNow),
    };
  },
});

export const example: Example = {
  events: ['user.password_reset_requested'],
  async request({ colleague, run }) {
    const { id } = await colleague();
    const { email } = await run('getUser', { params: { userId: id } });
    const { tenant } = (await run('getMe', {})) as unknown as { tenant: { slug: string } };
    return { body: { tenant: tenant.slug, email } };
  },
};
