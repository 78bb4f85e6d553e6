import type { Job } from '@keyline/http';

const day = 24 * 3_600_000;
const page = 1000;
const mostPages = 20;

/**
 * Deletes first answers after 24 h, refresh tokens a day after their end, sign-ins that nobody finished, and failed
 * attempts once they are forgiven, in pages; what is left waits for the next minute. Ages are real time: a cron that
 * is asked to run as of another time forgets nothing early.
 */
export const forgetOldRows: Job = {
  name: 'forget-old-rows',
  async run({ system, runtime }) {
    const before = runtime.clock.now() - day;
    await drain(() => system.deleteOldAnswers(before, page));
    await drain(() => system.deleteOldRefreshTokens(before, page));
    await drain(() => system.deleteOldOidcAttempts(runtime.clock.now(), page));
    await drain(() => system.deleteForgottenThrottles(runtime.clock.now(), page));
  },
};

async function drain(deletePage: () => Promise<number>): Promise<void> {
  for (let pages = 0; pages < mostPages; pages += 1) {
    if ((await deletePage()) < page) return;
  }
}
