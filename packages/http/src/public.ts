import { type Problem, type ProblemCatalogue, ProblemError, refusals, refuseCommon } from '@keyline/kernel';
import { type Attempt, type Moment, type SystemStore, systemStore } from '@keyline/store';
import type * as v from 'valibot';
import { limit, momentOf, originOf, userAgentOf } from './caller.ts';
import { addressOf, networkOf } from './client-address.ts';
import { attempts, type Decision, isProblem, replyOf } from './command.ts';
import { firstAnswer, type KnownAnswer, type Repeatable, repeatableOf, replay } from './idempotency.ts';
import { type Input, parseInput } from './input.ts';
import { createLimiter, type Limit, type Limiter } from './limiter.ts';
import type { Answer, Entries, Incoming, Operation, Schema } from './operation.ts';
import { outcome, respond, respondProblem } from './respond.ts';
import type { Runtime } from './runtime.ts';

/** A decision of somebody who has not signed in, with the tenant in which it is committed. */
export interface PublicDecision extends Decision {
  /** Null: no tenant is meant, and nothing but the attempt is written. */
  readonly tenantId: string | null;
  /** The attempt to be let in, counted in the same commit. */
  readonly attempt?: Attempt;
  /** Committed all the same, but answered with this problem: the token that was stolen, say. */
  readonly problem?: Problem;
}

export interface PublicCommandDefinition<B extends Schema, C extends ProblemCatalogue, L> {
  readonly id: string;
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly body: B;
  readonly answer: Answer;
  readonly problems: C;
  /** A limit per client address beside that of all requests: for what one person rightly does seldom. */
  limited?(runtime: Runtime): Limit;
  /** Finds the tenant and what the decision needs, by the closed list of system statements. */
  load(given: {
    readonly system: SystemStore;
    readonly body: v.InferOutput<B>;
    readonly key: string;
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
export function publicCommand<B extends Schema, const C extends ProblemCatalogue, L>(
  definition: PublicCommandDefinition<B, C, L>,
): Operation {
  const { id, path, tag, summary, description, body, answer, problems } = definition;
  const refuse = refusals(problems);
  const ownLimiter = definition.limited && limiterPerRuntime(definition.limited);

  async function handle(incoming: Incoming): Promise<Response> {
    const { runtime, request } = incoming;
    const address = addressOf(request);
    limit(incoming, `address ${networkOf(address)}`);
    const input = (await parseInput(incoming, { params: {}, query: {}, body })) as Input<
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
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      const loaded = await definition.load({ system, body: input.body, key: repeatable?.key ?? '', address });
      const known = replay(repeatable, definition.answered?.(loaded));
      if (known) return respond(incoming, known);
      const realNow = runtime.clock.now();
      const userAgent = userAgentOf(request);
      const decision = await definition.decide({
        loaded,
        body: input.body,
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
          origin: originOf(incoming, null),
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
    body,
    answer,
    problems,
    versioned: false,
    idempotent: definition.answered !== undefined,
    trips: [1, 2],
    handle,
  };
}

/** A read that needs neither sign-in nor database, such as the public keys. */
export function publicQuery(definition: {
  readonly id: string;
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly answer: { readonly schema: Schema; readonly description: string };
  view(runtime: Runtime): unknown;
  /** Seconds for which caches may keep it. */
  readonly maxAge: number;
}): Operation {
  const { id, path, tag, summary, answer, maxAge } = definition;
  return {
    kind: 'query',
    id,
    method: 'GET',
    path,
    tag,
    summary,
    permission: 'anonymous',
    params: {},
    query: {},
    answer: { status: 200, ...answer },
    problems: {},
    versioned: false,
    idempotent: false,
    trips: [0, 0],
    async handle(incoming) {
      await parseInput(incoming, { params: {}, query: {} });
      const headers = { 'Cache-Control': `public, max-age=${maxAge}` };
      return respond(incoming, outcome(200, definition.view(incoming.runtime), headers));
    },
  };
}
