import { parseInstant } from '@keyline/kernel';
import { Failure } from './failure.ts';
import type { RunningWorkers } from './miniflare.ts';
import { domainWorkerNames, isDomainWorkerName } from './project.ts';

/** Which crons to fire, and for when. */
export interface CronRequest {
  /** RFC 3339: the time for which the crons fire. */
  readonly at: string;
  /** One Worker by name; all of them when it is left out. */
  readonly worker?: string | undefined;
}

/** Throws a Failure of one line when the request names no instant or no Worker. */
export function checkCronRequest({ at, worker }: CronRequest): void {
  if (parseInstant(at) === undefined) {
    throw new Failure({
      en: `"${at}" is no instant. Write it like 2026-03-02T09:00:00+08:00.`,
      'zh-CN': `“${at}”不是有效的时刻，格式形如 2026-03-02T09:00:00+08:00。`,
    });
  }
  if (worker !== undefined && !isDomainWorkerName(worker)) {
    const known = domainWorkerNames.join(', ');
    throw new Failure({
      en: `No Worker "${worker}". There are: ${known}.`,
      'zh-CN': `没有名为“${worker}”的 Worker。可用的有：${known}。`,
    });
  }
}

/** Fires the crons and returns when all of their work is done. Throws the first Failure of a Worker. */
export async function fireCrons(workers: RunningWorkers, request: CronRequest): Promise<void> {
  checkCronRequest(request);
  const at = parseInstant(request.at) ?? Number.NaN;
  const names = domainWorkerNames.filter((name) => request.worker === undefined || name === request.worker);
  const outcomes = await Promise.allSettled(names.map((name) => workers.fireCron(name, at)));
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason;
}
