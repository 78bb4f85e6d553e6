import { dayAfter, endOfDay, startOfDay } from '@keyline/kernel';

/** When the owner is told that a contract ends, and when it has ended: instants of the tenant's local days. */
export function expiryOf(
  { endOn, noticeDays }: { readonly endOn: string; readonly noticeDays: number },
  timeZone: string,
): { readonly noticeAt: number; readonly endsAt: number } {
  return { noticeAt: startOfDay(dayAfter(endOn, -noticeDays), timeZone), endsAt: endOfDay(endOn, timeZone) };
}
