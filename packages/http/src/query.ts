import type { Actor, PrincipalRow } from '@keyline/auth';
import { type Locale, type Problem, type ProblemCatalogue, refusals } from '@keyline/kernel';
import { type FactDraft, type Loaded, type Moment, type Plan, tenantStore } from '@keyline/store';
import type * as v from 'valibot';
import { admit, authenticate, businessNow, callerOf, momentOf, originOf, principalLoad } from './caller.ts';
import { type Input, parseInput } from './input.ts';
import type { Answer, Entries, Incoming, Operation, Schema } from './operation.ts';
import { demand, isKnown } from './preconditions.ts';
import { outcome, respond, respondProblem } from './respond.ts';

export interface QueryDefinition<
  P extends Entries,
  Q extends Entries,
  C extends ProblemCatalogue,
  L extends Plan,
  R extends keyof L & string,
  B extends Schema | undefined = undefined,
> {
  readonly id: string;
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly permission: string | null;
  readonly asks?: readonly string[];
  readonly params?: P;
  readonly query?: Q;
  /**
   * What is asked, where it is too much for an address: then it is a POST that writes nothing, takes no
   * Idempotency-Key, and may be repeated at will.
   */
  readonly body?: B;
  /** 200 with this body, or with a text of one of these types, which the view gives as `text`. */
  readonly answer:
    | { readonly schema: Schema; readonly description: string }
    | { readonly files: readonly string[]; readonly description: string };
  readonly problems?: C;
  /** The record carries a version: the answer has its ETag, If-None-Match is honoured. */
  readonly versioned?: boolean;
  load(input: Input<P, Q, BodyOf<B>>): L;
  readonly required?: Readonly<Record<R, keyof C & string>>;
  /** Pure: what was loaded, as the caller may see it. */
  view(given: {
    readonly loaded: Loaded<L> & { readonly [K in R]: NonNullable<Loaded<L>[K]> };
    readonly params: Input<P, Q, BodyOf<B>>['params'];
    readonly query: Input<P, Q, BodyOf<B>>['query'];
    readonly body: BodyOf<B>;
    /** Business time, milliseconds. */
    readonly now: number;
    readonly actor: Actor;
    readonly url: URL;
    readonly locale: Locale;
    refuse: ReturnType<typeof refusals<C>>;
  }): Viewed | Problem<keyof C & string> | Promise<Viewed | Problem<keyof C & string>>;
  /**
   * What of the reading has to be logged: written before the answer leaves, in a round trip of its own. What
   * cannot be logged is not answered.
   */
  readonly log?: ReadLog<{
    readonly loaded: Loaded<L> & { readonly [K in R]: NonNullable<Loaded<L>[K]> };
    readonly params: Input<P, Q, BodyOf<B>>['params'];
  }>;
}

/** A read that is itself logged: the types of its events, and what it has to tell of one answer. */
export interface ReadLog<Given> {
  readonly types: readonly string[];
  /** Nothing where nothing was shown that has to be logged, or where it stands in the log already. */
  facts(given: Given & { readonly moment: Moment }): readonly FactDraft[];
}

type BodyOf<B extends Schema | undefined> = B extends Schema ? v.InferOutput<B> : undefined;

/** What a view gives: the body, and headers beside the usual ones. */
export interface Viewed {
  readonly body?: unknown;
  /** In place of a body: a text as it is, of a type that the operation declares in its headers. */
  readonly text?: string;
  readonly headers?: Record<string, string>;
}

/**
 * A read: one round trip and a view; a second one where the reading itself is logged. With a body it calculates
 * something out of what it is given.
 */
export function query<
  const C extends ProblemCatalogue = Record<never, never>,
  P extends Entries = Record<never, never>,
  Q extends Entries = Record<never, never>,
  L extends Plan = Record<never, never>,
  R extends keyof L & string = never,
  B extends Schema | undefined = undefined,
>(definition: QueryDefinition<P, Q, C, L, R, B>): Operation {
  const { id, path, tag, summary, description, permission, body } = definition;
  const params = definition.params ?? ({} as P);
  const queryEntries = definition.query ?? ({} as Q);
  const problems = definition.problems ?? ({} as C);
  const permissions = [...(permission === null ? [] : [permission]), ...(definition.asks ?? [])];
  const refuse = refusals(problems);

  async function handle(incoming: Incoming): Promise<Response> {
    const credential = await authenticate(incoming);
    const input = (await parseInput(
      incoming,
      { params, query: queryEntries, ...(body && { body }) },
      callerOf(credential),
    )) as Input<P, Q, BodyOf<B>>;
    const store = tenantStore(
      incoming.runtime.database,
      credential.tenantId,
      credential.principalId,
      businessNow(incoming),
    );
    incoming.spent = store.spent;
    const plan: Plan = {
      ...definition.load(input),
      principal$: principalLoad(credential, permissions),
    };
    const loaded = await store.read(plan);
    const actor = await admit(
      incoming,
      credential,
      loaded.principal$ as PrincipalRow | undefined,
      permission,
    );
    const state = loaded as unknown as Parameters<typeof definition.view>[0]['loaded'];
    demand(state, definition.required ?? {}, problems, permission);
    const { url, request, locale } = incoming;
    const viewed = await definition.view({
      loaded: state,
      params: input.params,
      query: input.query,
      body: input.body,
      now: input.now,
      actor,
      url,
      locale,
      refuse,
    });
    if (isRefusal(viewed)) return respondProblem(incoming, viewed);
    const json = outcome(200, viewed.body, viewed.headers);
    const answer = viewed.text === undefined ? json : { ...json, body: viewed.text };
    if (body === undefined && isKnown(request, answer.headers.ETag)) {
      return respond(incoming, { status: 304, headers: answer.headers, body: null });
    }
    const moment = momentOf(incoming, actor);
    const facts = definition.log?.facts({ loaded: state, params: input.params, moment }) ?? [];
    if (facts.length > 0) {
      const origin = originOf(incoming, input.sessionId);
      const logged = await store.commit({ changes: [], facts, origin });
      if (!logged.committed) throw new Error(`${id}: its reading is not logged: ${logged.reason}`);
    }
    return respond(incoming, answer);
  }

  const answer: Answer = { status: 200, ...definition.answer };
  return {
    kind: 'query',
    id,
    method: body === undefined ? 'GET' : 'POST',
    path,
    tag,
    summary,
    ...(description !== undefined && { description }),
    permission,
    params,
    query: queryEntries,
    ...(body && { body }),
    answer,
    problems,
    versioned: definition.versioned ?? false,
    idempotent: false,
    trips: [1, definition.log === undefined ? 1 : 2],
    ...(definition.log && { logs: definition.log.types }),
    handle,
  };
}

function isRefusal(viewed: Viewed | Problem): viewed is Problem {
  return 'code' in viewed;
}
