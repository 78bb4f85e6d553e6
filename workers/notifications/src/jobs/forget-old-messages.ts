import type { Job } from '@keyline/http';

const day = 24 * 3_600_000;
/** For how long it stays known what was sent, and what stands in inboxes. */
const [deliveryDays, notificationDays] = [90, 400];
const pageSize = 500;
const mostPages = 20;

/** Forgets deliveries that came to their end (real time), and notifications (business time), when they are old. */
export const forgetOldMessages: Job = {
  name: 'forget-old-messages',
  async run({ system, now, runtime }) {
    const deliveriesBefore = runtime.clock.now() - deliveryDays * day;
    const notificationsBefore = Math.min(now, runtime.clock.now()) - notificationDays * day;
    await untilFew((limit) => system.deleteOldDeliveries(deliveriesBefore, limit));
    await untilFew((limit) => system.deleteOldNotifications(notificationsBefore, limit));
  },
};

async function untilFew(page: (limit: number) => Promise<number>): Promise<void> {
  for (let pages = 0; pages < mostPages; pages += 1) {
    if ((await page(pageSize)) < pageSize) return;
  }
}
