import type { Actor, PrincipalRow } from '@keyline/auth';
import {
  type Locale,
  type Problem,
  type ProblemCatalogue,
  ProblemError,
  refusals,
  refuseCommon,
} from '@keyline/kernel';
import {
  type Bound,
  type Change,
  type FactDraft,
  filled,
  type Loaded,
  type Moment,
  type NextNumber,
  type Plan,
  tenantStore,
} from '@keyline/store';
import type * as v from 'valibot';
import { admit, authenticate, businessNow, callerOf, momentOf, originOf, principalLoad } from './caller.ts';
import { answerLoad, firstAnswer, type KnownAnswer, repeatableOf, replay } from './idempotency.ts';
import { type Input, parseInput } from './input.ts';
import type { Answer, Entries, Incoming, Method, Operation, Schema } from './operation.ts';
import { demand, demandVersion } from './preconditions.ts';
import { type Outcome, outcome, respond, respondProblem } from './respond.ts';
import type { Runtime } from './runtime.ts';

/** What a command decided: the records it changes and the answer it gives once they are committed. */
export interface Decision {
  /** Rows that the changed records name and that are no subject of their own. */
  readonly before?: readonly Bound[];
  readonly changes: readonly Change[];
  /** Rules over other records that must still hold at the commit. */
  readonly musts?: readonly Bound[];
  /** Rows that are no subject of their own. */
  readonly also?: readonly Bound[];
  /** Events that change no record. */
  readonly facts?: readonly FactDraft[];
  /** Numbers that it takes of series; the answer holds their text as what is written does. */
  readonly numbers?: readonly NextNumber[];
  readonly body?: unknown;
  /** Absolute path of the record that was made. */
  readonly location?: string;
  /** Names of members that are shown once and left out of a replay. */
  readonly secrets?: readonly string[];
  /** Committed all the same, but answered with this problem, which no key repeats: a wrong password, say. */
  readonly problem?: Problem;
}

type BodyOf<B extends Schema | undefined> = B extends Schema ? v.InferOutput<B> : undefined;

export interface CommandDefinition<
  P extends Entries,
  B extends Schema | undefined,
  C extends ProblemCatalogue,
  L extends Plan,
  R extends keyof L & string,
> {
  readonly id: string;
  readonly method: Exclude<Method, 'GET'>;
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** Null: any signed-in caller. */
  readonly permission: string | null;
  /** Permissions that the decision or the view asks about, beside its own. */
  readonly asks?: readonly string[];
  readonly params?: P;
  readonly body?: B;
  readonly answer: Answer;
  readonly problems?: C;
  /** It acts on the caller's own session: a key repeats it for that session only. */
  readonly perSession?: boolean;
  /** What the decision needs, limited to what the caller may see: one round trip. */
  load?(input: Input<P, Entries, BodyOf<B>>): L;
  /** Parts that must be there, with the problem to answer when one is not. */
  readonly required?: Readonly<Record<R, keyof C & string>>;
  /** The part whose version If-Match names. */
  readonly versioned?: R;
  /** Pure: the state loaded, the input, who and when; a decision, or the problem that forbids it. */
  decide(given: {
    readonly loaded: Loaded<L> & { readonly [K in R]: NonNullable<Loaded<L>[K]> };
    readonly params: Input<P, Entries, BodyOf<B>>['params'];
    readonly body: BodyOf<B>;
    readonly actor: Actor;
    readonly moment: Moment;
    /** Real time, milliseconds: for expiry of tokens and keys only. */
    readonly realNow: number;
    readonly cell: string;
    /** For the Worker's own bindings, such as a key to seal with. */
    readonly runtime: Runtime;
    /** The caller's language. */
    readonly locale: Locale;
    refuse: ReturnType<typeof refusals<C>>;
  }): Decision | Problem<keyof C & string> | Promise<Decision | Problem<keyof C & string>>;
  /** When its answer is out; what becomes of it changes nothing for the caller. */
  after?(given: { readonly runtime: Runtime }): Promise<void>;
}

/** How often a write is decided before its caller is told of the conflict. */
export const attempts = 2;

/** A write: load, decide, commit, in two round trips; decided once more when somebody else was first. */
export function command<
  const C extends ProblemCatalogue = Record<never, never>,
  P extends Entries = Record<never, never>,
  B extends Schema | undefined = undefined,
  L extends Plan = Record<never, never>,
  R extends keyof L & string = never,
>(definition: CommandDefinition<P, B, C, L, R>): Operation {
  const { id, method, path, tag, summary, description, permission, body, answer } = definition;
  const params = definition.params ?? ({} as P);
  const problems = definition.problems ?? ({} as C);
  const permissions = [...(permission === null ? [] : [permission]), ...(definition.asks ?? [])];
  const refuse = refusals(problems);

  async function handle(incoming: Incoming): Promise<Response> {
    const { runtime, request } = incoming;
    const credential = await authenticate(incoming);
    const input = (await parseInput(
      incoming,
      { params, query: {}, ...(body && { body }) },
      callerOf(credential),
    )) as Input<P, Entries, BodyOf<B>>;
    const caller = (definition.perSession && input.sessionId) || credential.principalId;
    const repeatable = await repeatableOf(incoming, caller, input.raw);
    const store = tenantStore(
      runtime.database,
      credential.tenantId,
      credential.principalId,
      businessNow(incoming),
    );
    incoming.spent = store.spent;
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      const plan: Plan = {
        ...definition.load?.(input),
        principal$: principalLoad(credential, permissions),
        answer$: answerLoad(repeatable),
      };
      const loaded = await store.read(plan);
      const actor = await admit(
        incoming,
        credential,
        loaded.principal$ as PrincipalRow | undefined,
        permission,
      );
      const known = replay(repeatable, loaded.answer$ as KnownAnswer | undefined);
      if (known) return respond(incoming, known);
      const state = loaded as unknown as Parameters<typeof definition.decide>[0]['loaded'];
      demand(state, definition.required ?? {}, problems, permission);
      if (definition.versioned) demandVersion(request, state[definition.versioned] as { version?: number });
      const decision = await definition.decide({
        loaded: state,
        params: input.params,
        body: input.body,
        actor,
        moment: momentOf(incoming, actor),
        realNow: runtime.clock.now(),
        cell: runtime.cell,
        runtime,
        locale: incoming.locale,
        refuse,
      });
      if (isProblem(decision)) return respondProblem(incoming, decision);
      const reply = replyOf(answer, decision);
      const committed = await store.commit({
        ...decision,
        idempotency: decision.problem
          ? undefined
          : firstAnswer(repeatable, reply, decision.secrets ?? [], runtime.clock.now()),
        origin: originOf(incoming, input.sessionId),
      });
      if (!committed.committed) continue;
      if (definition.after) incoming.after.push(async () => definition.after?.({ runtime }));
      if (decision.problem) return respondProblem(incoming, decision.problem);
      const { numbers } = committed;
      const body = numbers && reply.body !== null ? filled(reply.body, numbers) : reply.body;
      return respond(incoming, { ...reply, body });
    }
    throw new ProblemError(refuseCommon('request.conflict'));
  }

  return {
    kind: 'command',
    id,
    method,
    path,
    tag,
    summary,
    ...(description !== undefined && { description }),
    permission,
    params,
    query: {},
    ...(body && { body }),
    answer,
    problems,
    versioned: definition.versioned !== undefined,
    idempotent: true,
    trips: [2, 2],
    handle,
  };
}

export function isProblem<C extends string>(result: Decision | Problem<C>): result is Problem<C> {
  return 'code' in result;
}

export function replyOf(answer: Answer, decision: Decision): Outcome {
  const location = decision.location === undefined ? {} : { Location: decision.location };
  return outcome(answer.status, answer.schema === undefined ? undefined : decision.body, location);
}
