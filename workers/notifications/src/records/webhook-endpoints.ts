import { heldForTenant, seal, unseal } from '@keyline/auth';
import { inputError, type Runtime } from '@keyline/http';
import { type Problem, ProblemError, refusals, refuseCommon, toInstant } from '@keyline/kernel';
import { eventKind, typesOfPatterns } from '@keyline/protocol';
import { webhookEndpoints } from '@keyline/schema';
import { columns, first, type Subject, statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';
import { publicUrlFault } from '../domain/webhook-input.ts';
import type { NotificationsEnv } from '../env.ts';
import { some } from '../problems.ts';

export const webhookEndpointSubject: Subject<typeof webhookEndpoints> = {
  type: 'webhook_endpoint',
  table: webhookEndpoints,
  accountOf: () => null,
  logged: ({ url, description, events, state, disabledReason, secret, formerSecret, ...times }) => ({
    ...{ url, description, events, state, disabledReason, secret, formerSecret },
    overlapEndsAt: times.overlapEndsAt === null ? null : toInstant(times.overlapEndsAt),
    removedAt: times.removedAt === null ? null : toInstant(times.removedAt),
  }),
};

export const webhookEndpointRow = {
  id: webhookEndpoints.id,
  version: webhookEndpoints.version,
  createdAt: webhookEndpoints.createdAt,
  updatedAt: webhookEndpoints.updatedAt,
  createdBy: webhookEndpoints.createdBy,
  url: webhookEndpoints.url,
  description: webhookEndpoints.description,
  events: webhookEndpoints.events,
  state: webhookEndpoints.state,
  disabledReason: webhookEndpoints.disabledReason,
  secret: webhookEndpoints.secret,
  formerSecret: webhookEndpoints.formerSecret,
  overlapEndsAt: webhookEndpoints.overlapEndsAt,
  removedAt: webhookEndpoints.removedAt,
};

export const webhookEndpointById = statement({
  values: ['id'],
  row: webhookEndpointRow,
  sql: sql`SELECT ${columns(webhookEndpointRow)} FROM ${webhookEndpoints} WHERE ${webhookEndpoints.tenantId} = ${tenant} AND ${webhookEndpoints.id} = ${value('id')} AND ${webhookEndpoints.removedAt} IS NULL`,
});

const contextOf = (endpointId: string) => `webhook_endpoint ${endpointId}`;
const sealKeyOf = (runtime: Runtime) => (runtime.env as NotificationsEnv).SEAL_KEY;

/** A secret as it is stored. */
export function sealWebhookSecret(runtime: Runtime, endpointId: string, secret: string): Promise<string> {
  return seal(sealKeyOf(runtime), contextOf(endpointId), secret);
}

/** A stored secret as it was shown. */
export function openWebhookSecret(runtime: Runtime, endpointId: string, sealed: string): Promise<string> {
  return unseal(sealKeyOf(runtime), contextOf(endpointId), sealed);
}

/** What a caller says of an endpoint, as far as it is checked against the world. */
interface WebhookInput {
  readonly url?: string;
  readonly events?: readonly string[];
}

const rightsProblem = some('webhook_endpoint.beyond_own_rights');

/** Permissions without which one may not read what these events say. */
function permissionsOf(patterns: readonly string[]): string[] {
  return [...new Set(typesOfPatterns(patterns).flatMap((type) => eventKind(type)?.dataPermission ?? []))];
}

/** The load behind `webhookRefusal`. */
export function webhookChecks({ events = [] }: WebhookInput) {
  return { own: first(heldForTenant.bind({ permissions: JSON.stringify(permissionsOf(events)) })) };
}

/**
 * Why the input is not for this caller: nobody sends outside what he may not read himself. Throws the problem of an
 * address that leads into a private network, where it matters.
 */
export function webhookRefusal(
  { url, events = [] }: WebhookInput,
  own: { readonly held: readonly string[] } | undefined,
  { environment }: Runtime,
): Problem<keyof typeof rightsProblem> | undefined {
  const fault = url === undefined || environment !== 'production' ? undefined : publicUrlFault(url);
  if (fault !== undefined) {
    throw new ProblemError(refuseCommon('request.invalid', { errors: [inputError('/url', fault)] }));
  }
  const beyond = permissionsOf(events).filter((permission) => !own?.held.includes(permission));
  if (beyond.length === 0) return undefined;
  const refuse = refusals(rightsProblem);
  return refuse('webhook_endpoint.beyond_own_rights', { values: { permissions: beyond.sort().join(', ') } });
}
