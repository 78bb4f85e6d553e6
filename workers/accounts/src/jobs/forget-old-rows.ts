import type { Job } from '@keyline/http';
import type { AccountsEnv } from '../env.ts';

const day = 24 * 3_600_000;
const page = 1000;
const mostPages = 20;
/** For so long a deadline that fired cannot fire again in its cycle. */
const deadlineDays = 90;
/** For so long a message that comes again is known: twice as long as any queue keeps one. */
const reactionDays = 30;

/**
 * Deletes first answers after 24 h, refresh tokens a day after their end, sign-ins that nobody finished, failed
 * attempts once they are forgiven, deadlines 90 days after they fired, leases a day after they ran out, notes of reactions
 * after 30 days, and from where events came after the days that are configured, in pages; what is left waits for the
 * next minute. Ages are real time: a cron that is asked to run as of another time forgets nothing early.
 */
export const forgetOldRows: Job = {
  name: 'forget-old-rows',
  async run({ system, runtime }) {
    const before = runtime.clock.now() - day;
    await drain(() => system.deleteOldAnswers(before, page));
    await drain(() => system.deleteOldRefreshTokens(before, page));
    await drain(() => system.deleteOldOidcAttempts(runtime.clock.now(), page));
    await drain(() => system.deleteForgottenThrottles(runtime.clock.now(), page));
    await drain(() => system.deleteEndedDeadlines(runtime.clock.now() - deadlineDays * day, page));
    await drain(() => system.deleteOldLeases(before, page));
    await drain(() => system.deleteOldReactions(runtime.clock.now() - reactionDays * day, page));
    const { ORIGIN_DAYS } = runtime.env as AccountsEnv;
    const oldest = runtime.clock.now() - ORIGIN_DAYS * day;
    await drain(() => system.deleteOldOrigins(oldest, page));
  },
};

async function drain(deletePage: () => Promise<number>): Promise<void> {
  for (let pages = 0; pages < mostPages; pages += 1) {
    if ((await deletePage()) < page) return;
  }
}
