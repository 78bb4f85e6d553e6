import type { Runtime } from '@keyline/http';
import { toInstant } from '@keyline/kernel';
import { all, type Bound, changed, first, type SystemStore, type TenantStore } from '@keyline/store';
import { nextAttemptAt } from '../domain/schedule.ts';
import {
  attemptNoted,
  endpointFailed,
  endpointWorks,
  type Message,
  messagesToEndpoints,
  messagesToPeople,
} from '../records/outgoing.ts';
import { channelsOf } from '../records/settings.ts';
import { webhookEndpointById, webhookEndpointSubject } from '../records/webhook-endpoints.ts';
import { attempt, isToEndpoint, type Tried } from './attempts.ts';

export interface Sender {
  readonly system: SystemStore;
  readonly runtime: Runtime;
}

/** Messages that go to one receiver side by side. */
const perReceiver = 4;
/** So long a claim keeps others away: more than an attempt can take with all around it. */
const claimMs = 60_000;
/** How often a disabling is decided before it is left to the next refusal. */
const mostLosses = 4;

/** Whether a lane can be sent to at all: mails and short messages only where they are configured. */
export function isConfigured(runtime: Runtime, lane: string): boolean {
  const channels = channelsOf(runtime);
  return (lane !== 'email' && lane !== 'sms') || channels[lane] !== undefined;
}

/**
 * Sends what is due to one receiver, a few messages at a time, until nothing is left or the time is up. A claim goes
 * before each: two senders never send the same, and what a crash leaves behind is taken over when its claim ends.
 */
export async function sendLane({ system, runtime }: Sender, lane: string, until: number): Promise<void> {
  for (let now = runtime.clock.now(); now < until; now = runtime.clock.now()) {
    const claim = crypto.randomUUID();
    const taken = await system.claimDeliveries({
      lane,
      claim,
      now,
      until: now + claimMs,
      limit: perReceiver,
    });
    if (taken.length === 0) return;
    const byTenant = Map.groupBy(taken, ({ tenantId }) => tenantId);
    await Promise.all(
      [...byTenant].map(async ([tenantId, mine]) => {
        const store = system.forTenant(tenantId, 'system');
        const values = { claim, ids: JSON.stringify(mine.map(({ id }) => id)) };
        const { people, endpoints } = await store.read({
          people: all(messagesToPeople.bind(values)),
          endpoints: all(messagesToEndpoints.bind(values)),
        });
        const messages: Message[] = [...people, ...endpoints];
        await Promise.all(messages.map((message) => sendOne({ runtime, store, tenantId, claim }, message)));
      }),
    );
  }
}

interface Sending {
  readonly runtime: Runtime;
  readonly store: TenantStore;
  readonly tenantId: string;
  readonly claim: string;
}

async function sendOne(sending: Sending, message: Message): Promise<void> {
  const { runtime, store, tenantId, claim } = sending;
  const startedAt = runtime.clock.now();
  const tried = await attempt(runtime, tenantId, message);
  const endedAt = runtime.clock.now();
  const noted = noteOf(message, tried, { startedAt, endedAt });
  const also = [attemptNoted.bind({ id: message.id, claim, ...noted }), ...healthOf(message, tried, endedAt)];
  const outcome = await store.commit({ changes: [], also });
  if (!outcome.committed) throw new Error(`the outcome of a delivery is refused: ${outcome.reason}`);
  if (!isToEndpoint(message) || noted.state !== 'dead' || !('outcome' in tried)) return;
  if (tried.outcome.state === 'refused') await disable(sending, message.endpointId, 'gone');
  else if (hasOnlyFailed(message, startedAt)) await disable(sending, message.endpointId, 'failing');
}

/** What is written down of an attempt. */
function noteOf({ channel, tries }: Message, tried: Tried, times: { startedAt: number; endedAt: number }) {
  const now = times.endedAt;
  const over = { nextAt: null, finishedAt: now };
  if ('futile' in tried) return { state: 'dead', reason: tried.futile, attempt: null, ...over };
  const { state, status, error, retryAfterMs } = tried.outcome;
  const attempt = JSON.stringify({
    at: toInstant(times.startedAt),
    status,
    durationMs: now - times.startedAt,
    error,
  });
  if (state === 'accepted') return { state: 'delivered', reason: null, attempt, ...over };
  const nextAt = nextAttemptAt(channel, tries + 1, { now, chance: Math.random(), retryAfterMs });
  if (state === 'refused' || nextAt === undefined) return { state: 'dead', reason: error, attempt, ...over };
  return { state: 'failed', reason: error, attempt, nextAt, finishedAt: null };
}

function healthOf(message: Message, tried: Tried, at: number): Bound[] {
  if (!isToEndpoint(message) || !('outcome' in tried)) return [];
  const { endpointId: id, failingSince } = message;
  if (tried.outcome.state !== 'accepted')
    return failingSince === null ? [endpointFailed.bind({ id, at })] : [];
  return failingSince === null ? [] : [endpointWorks.bind({ id })];
}

/** Whether nothing at all has arrived at the endpoint since the message was first tried. */
function hasOnlyFailed(
  { failingSince, attempts, tries }: Extract<Message, { failingSince: unknown }>,
  now: number,
) {
  const firstAt = attempts.at(-tries)?.at;
  const since = firstAt === undefined ? now : Date.parse(firstAt);
  return failingSince !== null && failingSince - since < claimMs;
}

/** Disables an endpoint, with its event; nothing to do where somebody has done so already. */
async function disable({ store, runtime }: Sending, id: string, reason: 'gone' | 'failing'): Promise<void> {
  const moment = { actor: { type: 'system', id: null }, now: runtime.clock.now(), requestId: null } as const;
  for (let losses = 0; losses < mostLosses; losses += 1) {
    const { endpoint } = await store.read({ endpoint: first(webhookEndpointById.bind({ id })) });
    if (endpoint?.state !== 'active') return;
    const patch = { state: 'disabled', disabledReason: reason } as const;
    const event = { type: 'webhook_endpoint.disabled', facts: { reason } };
    const made = changed(moment, webhookEndpointSubject, endpoint, patch, event);
    if ((await store.commit({ changes: [made] })).committed) return;
  }
}
