import {
  networkOf,
  type Problem,
  type ProblemCatalogue,
  ProblemError,
  refusals,
  refuseCommon,
} from '@keyline/kernel';
import { type Attempt, type Moment, type SystemStore, systemStore } from '@keyline/store';
import type * as v from 'valibot';
import { addressOf, limit, momentOf } from './caller.ts';
import { attempts, type Decision, isProblem, replyOf } from './command.ts';
import { firstAnswer, type KnownAnswer, type Repeatable, repeatableOf, replay } from './idempotency.ts';
import { type Input, parseInput } from './input.ts';
import { createLimiter, type Limit, type Limiter } from './limiter.ts';
import type { Answer, Entries, Incoming, Operation, Parsed, Schema } from './operation.ts';
import { outcome, respond, respondProblem } from './respond.ts';
import type { Runtime } from './runtime.ts';

/** A decision of somebody who has not signed in, with the tenant in which it is committed. */
export interface PublicDecision extends Decision {
  /** Null: no tenant is meant, and nothing but the attempt is written. */
  readonly tenantId: string | null;
  /** The attempt to be let in, counted in the same commit. */
  readonly attempt?: Attempt;
}

export interface PublicCommandDefinition<B extends Schema, C extends ProblemCatalogue, L, X> {
  readonly id: string;
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly body: B;
  readonly answer: Answer;
  readonly problems: C;
  /** Round trips; [1, 2] when absent. */
  readonly trips?: readonly [number, number];
  /** What is done once, however often it is decided: an exchange with somebody else. */
  prepare?(given: {
    readonly system: SystemStore;
    readonly body: v.InferOutput<B>;
    readonly realNow: number;
    readonly runtime: Runtime;
  }): Promise<X>;
  /** A limit per client address beside that of all requests: for what one person rightly does seldom. */
  limited?(runtime: Runtime): Limit;
  /** Finds the tenant and what the decision needs, by the closed list of system statements. */
  load(given: {
    readonly system: SystemStore;
    readonly body: v.InferOutput<B>;
    readonly key: string;
    readonly prepared: X | undefined;
    readonly address: string | null;
  }): Promise<L>;
  /** The first answer to this key, where repeating makes sense (sign-up); absent: no Idempotency-Key. */
  answered?(loaded: L): KnownAnswer | undefined;
  decide(given: {
    readonly loaded: L;
    readonly body: v.InferOutput<B>;
    readonly moment: Moment;
    readonly realNow: number;
    readonly address: string | null;
    readonly userAgent: string | null;
    readonly runtime: Runtime;
    refuse: ReturnType<typeof refusals<C>>;
  }): Promise<PublicDecision | Problem<keyof C & string>>;
}

/** One limiter in each runtime, made of its configuration. */
function limiterPerRuntime(limitIn: (runtime: Runtime) => Limit): (runtime: Runtime) => Limiter {
  const limiters = new WeakMap<Runtime, Limiter>();
  return (runtime) => {
    const limiter = limiters.get(runtime) ?? createLimiter(limitIn(runtime));
    limiters.set(runtime, limiter);
    return limiter;
  };
}

/** A write before sign-in: the same life as a command's, without a principal. Two round trips. */
export function publicCommand<B extends Schema, const C extends ProblemCatalogue, L, X = undefined>(
  definition: PublicCommandDefinition<B, C, L, X>,
): Operation {
  const { id, path, tag, summary, description, body: bodySchema, answer, problems } = definition;
  const refuse = refusals(problems);
  const ownLimiter = definition.limited && limiterPerRuntime(definition.limited);

  async function handle(incoming: Incoming): Promise<Response> {
    const { runtime, request } = incoming;
    const address = addressOf(request);
    limit(incoming, `address ${networkOf(address)}`);
    const input = (await parseInput(incoming, { params: {}, query: {}, body: bodySchema })) as Input<
      Record<never, never>,
      Entries,
      v.InferOutput<B>
    >;
    if (ownLimiter !== undefined) limit(incoming, `address ${networkOf(address)}`, ownLimiter(runtime));
    const repeatable: Repeatable | undefined = definition.answered
      ? await repeatableOf(incoming, 'anonymous', input.raw)
      : undefined;
    const system = systemStore(runtime.database);
    incoming.spent = system.spent;
    const moment = momentOf(incoming, { type: 'anonymous', id: null });
    const { body } = input;
    const prepared = await definition.prepare?.({ system, body, realNow: runtime.clock.now(), runtime });
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      const key = repeatable?.key ?? '';
      const loaded = await definition.load({ system, body, key, prepared, address });
      const known = replay(repeatable, definition.answered?.(loaded));
      if (known) return respond(incoming, known);
      const realNow = runtime.clock.now();
      const userAgent = request.headers.get('User-Agent')?.slice(0, 400) ?? null;
      const decision = await definition.decide({
        loaded,
        body,
        moment,
        realNow,
        address,
        userAgent,
        runtime,
        refuse,
      });
      if (isProblem(decision)) return respondProblem(incoming, decision);
      const reply = replyOf(answer, decision);
      const outcomeOf = await system
        .forTenant(decision.tenantId ?? '', 'anonymous', decision.attempt)
        .commit({
          ...decision,
          idempotency: firstAnswer(repeatable, reply, decision.secrets ?? [], realNow),
        });
      if (!outcomeOf.committed) continue;
      return decision.problem ? respondProblem(incoming, decision.problem) : respond(incoming, reply);
    }
    throw new ProblemError(refuseCommon('request.conflict'));
  }

  return {
    kind: 'command',
    id,
    method: 'POST',
    path,
    tag,
    summary,
    ...(description !== undefined && { description }),
    permission: 'anonymous',
    params: {},
    query: {},
    body: bodySchema,
    answer,
    problems,
    versioned: false,
    idempotent: definition.answered !== undefined,
    trips: definition.trips ?? [1, 2],
    handle,
  };
}

/** A read before sign-in: of nothing but configuration, or of what the closed list of system statements finds. */
export function publicQuery<Q extends Entries = Record<never, never>, L = undefined>(definition: {
  readonly id: string;
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly query?: Q;
  readonly answer: { readonly schema: Schema; readonly description: string };
  /** One round trip; absent: none. */
  load?(given: { readonly system: SystemStore; readonly query: Parsed<Q> }): Promise<L>;
  view(runtime: Runtime, loaded: L | undefined): unknown;
  /** Seconds for which caches may keep it; absent: not at all. */
  readonly maxAge?: number;
}): Operation {
  const { id, path, tag, summary, description, answer, maxAge } = definition;
  const query = definition.query ?? ({} as Q);
  return {
    kind: 'query',
    id,
    method: 'GET',
    path,
    tag,
    summary,
    ...(description !== undefined && { description }),
    permission: 'anonymous',
    params: {},
    query,
    answer: { status: 200, ...answer },
    problems: {},
    versioned: false,
    idempotent: false,
    trips: definition.load === undefined ? [0, 0] : [1, 1],
    async handle(incoming) {
      const { runtime, request } = incoming;
      if (definition.load !== undefined) limit(incoming, `address ${networkOf(addressOf(request))}`);
      const input = await parseInput(incoming, { params: {}, query });
      const system = systemStore(runtime.database);
      incoming.spent = system.spent;
      const loaded = await definition.load?.({ system, query: input.query });
      const headers = maxAge === undefined ? {} : { 'Cache-Control': `public, max-age=${maxAge}` };
      return respond(incoming, outcome(200, definition.view(runtime, loaded), headers));
    },
  };
}
