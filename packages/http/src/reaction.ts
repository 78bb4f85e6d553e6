import type { EventMessage } from '@keyline/events';
import type { EventType } from '@keyline/protocol';
import type { EventData } from '@keyline/schema';
import type {
  Bound,
  Change,
  FactDraft,
  Loaded,
  Moment,
  NextNumber,
  Plan,
  SystemStore,
  TenantStore,
} from '@keyline/store';
import type { Runtime } from './runtime.ts';

/** An event as a reaction sees it: the message, and what the log says beside. */
export interface ReceivedEvent extends EventMessage {
  readonly actor: { readonly type: string; readonly id: string | null };
  readonly requestId: string | null;
  readonly data: EventData;
}

/** What a reaction decided: all of it is committed together with the note that it took place. */
export interface ReactionDecision {
  readonly before?: readonly Bound[];
  readonly changes?: readonly Change[];
  readonly musts?: readonly Bound[];
  readonly also?: readonly Bound[];
  readonly facts?: readonly FactDraft[];
  /** Numbers that it takes of series. */
  readonly numbers?: readonly NextNumber[];
}

/** The types of events it is for; `*`: every type for which the Worker has no other reaction. */
export type ReactsTo = EventType | readonly EventType[] | '*';

/** What a Worker does about events of some types. One reaction per type and Worker. */
export interface Reaction {
  readonly on: readonly string[];
  /** What it has to know beside the event, in the same round trip. */
  load(event: EventMessage): Plan;
  /** What is to be committed; undefined: nothing to do, which is noted all the same. */
  decide(given: {
    readonly loaded: Readonly<Record<string, unknown>>;
    readonly event: ReceivedEvent;
    readonly moment: Moment;
    readonly runtime: Runtime;
  }): Promise<ReactionDecision | undefined>;
  /** Long work before the note that it took place. */
  run?(given: WorkGiven): Promise<void>;
}

export interface WorkGiven {
  readonly event: ReceivedEvent;
  readonly moment: Moment;
  readonly store: TenantStore;
  readonly system: SystemStore;
  readonly runtime: Runtime;
}

/**
 * Reacts to events: one load, one commit, in which stands that it took place. Messages come at least once and in any
 * order, so that it reads the current state; the business time is that of the event. A lost race is decided again; an
 * error puts the message back.
 */
export function reaction<L extends Plan = Record<never, never>>(definition: {
  readonly on: ReactsTo;
  load?(event: EventMessage): L;
  /** Pure, as the decision of a command is. */
  decide(given: {
    readonly loaded: Loaded<L>;
    readonly event: ReceivedEvent;
    readonly moment: Moment;
    readonly runtime: Runtime;
  }): ReactionDecision | undefined | Promise<ReactionDecision | undefined>;
}): Reaction {
  return {
    on: typesOf(definition.on),
    load: (event) => definition.load?.(event) ?? {},
    decide: async ({ loaded, ...given }) => definition.decide({ ...given, loaded: loaded as Loaded<L> }),
  };
}

/**
 * Does long work because of an event, such as an import: `run` commits as often as it needs and is idempotent by
 * itself, since a crash has it run again. That it took place is noted when it returns.
 */
export function work(definition: { readonly on: ReactsTo; run(given: WorkGiven): Promise<void> }): Reaction {
  return {
    on: typesOf(definition.on),
    load: () => ({}),
    decide: async () => undefined,
    run: (given) => definition.run(given),
  };
}

function typesOf(on: ReactsTo): readonly string[] {
  return typeof on === 'string' ? [on] : on;
}

/** Finds the reaction to a type. Throws when two are for the same. */
export function reactionsByType(reactions: readonly Reaction[]): (type: string) => Reaction | undefined {
  const byType = new Map<string, Reaction>();
  for (const one of reactions) {
    for (const type of one.on) {
      if (byType.has(type)) throw new Error(`two reactions to ${type}`);
      byType.set(type, one);
    }
  }
  return (type) => byType.get(type) ?? byType.get('*');
}
