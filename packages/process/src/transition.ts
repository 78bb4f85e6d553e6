import type { Text } from '@keyline/kernel';
import * as v from 'valibot';
import { addReviewer, decideSeat, type Place, placeOf } from './approval.ts';
import { actionsIn, allActions, type StageAction } from './builtin.ts';
import { type Condition, holds } from './condition.ts';
import { type Context, kindsOfMove, type Moved, type Transition } from './context.ts';
import { type Definition, stageOf } from './definition.ts';
import { enter, openStageTask, stageBack } from './enter.ts';
import { emptyForm, formSchema, usersIn } from './form.ts';
import { duesOf, ladderOf } from './limits.ts';
import { type Actor, actsAmong, actsAs, draftersOf, type ProcessRecord, partiesOf } from './people.ts';
import { isRefused, type Refused, refused } from './refusals.ts';
import { openTask, type Run, runOf } from './run.ts';
import { type CaseState, unopened } from './state.ts';

type FormData = Readonly<Record<string, unknown>>;

/** Where a case begins that has gone a part of its way elsewhere: the stages behind it, and the one that it enters. */
export type Way = readonly [...behind: string[], stage: string];

/** Opens a case: it enters the stage in which its process starts, or the last of the way that it has come. */
export function open(
  definition: Definition,
  context: Context,
  now: number,
  way: Way = [definition.start],
): Transition {
  const behind = way.slice(0, -1);
  const run = runOf({ ...unopened, path: behind, stage: behind.at(-1) ?? '' });
  const drafters = draftersOf(context.record);
  const stopped = enter(run, definition, way.at(-1) ?? definition.start, drafters, context, now);
  return (
    stopped ?? resultOf(run, unopened, context, { kind: 'opened', action: null, actsFor: null, form: {} })
  );
}

/**
 * Does one action: the case as it is afterwards, with everything that follows from it; or why it is not done.
 * Pure: the same case, action, actor, context and time give the same result.
 */
export function transition(
  definition: Definition,
  state: CaseState,
  name: string,
  given: FormData,
  actor: Actor,
  context: Context,
  now: number,
): Transition {
  const action = actionsIn(definition, state.stage).find((one) => one.name === name);
  if (action === undefined) return absent(definition, state, name);
  const allowed = permit(definition, state, action, actor, context);
  if (isRefused(allowed)) return allowed;
  const form = readForm(action, given, context);
  if (isRefused(form)) return form;
  const held = conditionRefusal(action.own?.when, context, form);
  if (held !== undefined) return held;
  return move(definition, state, action, { form, actor, allowed, context, now });
}

function absent(definition: Definition, state: CaseState, name: string): Refused {
  if (!allActions(definition).some((one) => one.name === name)) return refused('unknown_action');
  return refused(state.outcome === null ? 'not_in_stage' : 'ended');
}

interface Allowed {
  /** As whom the actor acts. */
  readonly as: string | null;
  readonly place?: Place;
}

/** Whether the actor may do this here, and as whom; nothing of it hangs on the form. */
function permit(
  definition: Definition,
  state: CaseState,
  action: StageAction,
  actor: Actor,
  context: Context,
): Allowed | Refused {
  const { record, organisation, assignees = {} } = context;
  if (action.to === 'back' && stageBack(state.path) === undefined) return refused('nowhere_back');
  if (action.kind === 'withdraw') {
    const as = actsAmong(actor, state.approval?.drafters ?? []);
    return as === undefined ? refused('not_actor') : { as };
  }
  if (action.kind !== 'plain') {
    if (state.approval === null) return refused('not_in_stage');
    const place = placeOf(state.approval, state.tasks, actor, organisation, assignees);
    return isRefused(place) ? place : { as: place.as, place };
  }
  const { permission, by } = action.own ?? {};
  if (permission !== undefined && !actor.isSystem && !actor.permissions.has(permission)) {
    return refused('not_permitted', { permission });
  }
  if (permission !== undefined && by === undefined) return { as: actor.userId };
  const words = by ?? stageOf(definition, state.stage).actors ?? [];
  const assignee = by === undefined ? assigneeOf(state, assignees) : undefined;
  if (assignee !== undefined) {
    const as = actsAmong(actor, [assignee]);
    if (as !== undefined) return { as };
  }
  const as = actsAs(actor, words, record, organisation);
  if (as === undefined) return refused('not_actor');
  return assignee === undefined || actor.isSystem ? { as } : refused('claimed');
}

/** Who has taken the stage's own task on. */
function assigneeOf(state: CaseState, assignees: Readonly<Record<string, string>>): string | undefined {
  const task = state.tasks.find(({ kind }) => kind === 'stage');
  return task && assignees[task.key];
}

function conditionRefusal(
  condition: Condition | undefined,
  { record, guard }: Context,
  form: FormData | undefined,
): Refused | undefined {
  if (condition === undefined) return undefined;
  const reasons: Text[] = [];
  const passes = holds(condition, {
    fields: record.fields,
    form,
    guard(name, parameters) {
      const answer = guard?.(name, { parameters, form });
      if (typeof answer === 'object') reasons.push(answer);
      return answer === true;
    },
  });
  return passes ? undefined : refused('condition', { reason: reasons[0] ?? condition.otherwise });
}

function readForm(action: StageAction, given: FormData, { activeUsers = [] }: Context): FormData | Refused {
  const parsed = v.safeParse(formSchema(action.form ?? emptyForm), given);
  if (!parsed.success) return refused('form', { issues: parsed.issues });
  const missing = usersIn(action.form ?? emptyForm, parsed.output).filter(
    ([, id]) => !activeUsers.includes(id),
  );
  if (missing.length > 0) return refused('unknown_user', { pointers: missing.map(([pointer]) => pointer) });
  return parsed.output;
}

interface Doing {
  readonly form: FormData;
  readonly actor: Actor;
  readonly allowed: Allowed;
  readonly context: Context;
  readonly now: number;
}

function move(definition: Definition, state: CaseState, action: StageAction, doing: Doing): Transition {
  const { form, actor, allowed, context, now } = doing;
  const run = runOf(state);
  const ownerId = ownerAfter(action, doing);
  const record: ProcessRecord = ownerId === undefined ? context.record : { ...context.record, ownerId };
  const to = destination(run, definition, action, doing);
  if (to !== undefined && typeof to !== 'string') return to;
  if (to !== undefined) {
    const drafters = draftersOf(record, actor);
    const stopped = enter(run, definition, to, drafters, { ...context, record }, now);
    if (stopped !== undefined) return stopped;
  } else if (ownerId !== undefined && state.tasks.some(({ kind }) => kind === 'stage')) {
    const task = state.tasks.find(({ kind }) => kind === 'stage');
    if (task) run.emit({ type: 'task_closed', key: task.key, how: 'cancelled' });
    openStageTask(run, definition, record, context.organisation);
  }
  if (action.effects.includes('call_manager')) callIn(run, definition, context);
  const goesOn = to === undefined && action.kind !== 'plain';
  const moves = to === undefined && action.kind === 'plain' ? 'acted' : kindsOfMove[action.kind];
  const actsFor = allowed.as === null || allowed.as === actor.userId || actor.isSystem ? null : allowed.as;
  return {
    ...resultOf(run, state, context, { kind: moves, action: action.name, actsFor, form }),
    ...(ownerId !== undefined && { ownerId }),
    ...(goesOn
      ? {}
      : { effects: action.effects, notify: partiesOf(action.notify, record, context.organisation) }),
  };
}

/** The owner that the action makes; undefined where he stays. */
function ownerAfter({ effects }: StageAction, { form, actor, allowed }: Doing): string | undefined {
  if (effects.includes('set_owner')) return String(form.ownerId);
  const taken = effects.includes('take_ownership') && !actor.isSystem;
  return taken ? (allowed.as ?? actor.userId ?? undefined) : undefined;
}

/** A task for whoever is in charge of the unit, as a passed limit opens one; none once the case has ended. */
function callIn(run: Run, definition: Definition, { organisation }: Context): void {
  if (run.state.outcome !== null) return;
  const { title } = stageOf(definition, run.state.stage);
  openTask(run, {
    kind: 'escalation',
    seat: null,
    title,
    parties: ladderOf(organisation).slice(0, 1),
    dueAt: null,
  });
}

/** The stage to enter; undefined where the case stays in its own. */
function destination(
  run: Run,
  definition: Definition,
  action: StageAction,
  { form, actor, allowed, context, now }: Doing,
): string | Refused | undefined {
  const { place, as } = allowed;
  if (place === undefined) return action.to;
  if (action.kind === 'send_back' || action.kind === 'reject') {
    run.emit({ type: 'task_closed', key: place.task.key, how: 'done' });
    return action.to;
  }
  if (action.kind === 'add_reviewer') return addReviewer(run, place, String(form.userId), context);
  const { warnPercent = context.warnPercent } = stageOf(definition, run.state.stage);
  const by = actor.userId ?? place.as;
  const comment = typeof form.comment === 'string' && form.comment !== '' ? form.comment : null;
  const decision = { by, actsFor: as === by ? null : as, at: now, comment };
  const all = decideSeat(run, place, decision, { ...context, warnPercent, now });
  return all ? action.to : undefined;
}

function resultOf(
  run: Run,
  before: CaseState,
  { time }: Context,
  told: Pick<Moved, 'kind' | 'action' | 'actsFor' | 'form'>,
): Moved {
  const { state, events } = run;
  const rearms = before.clock?.cycle !== state.clock?.cycle;
  const closing = events.filter((event) => event.type === 'task_closed');
  const opening = events.filter((event) => event.type === 'task_opened').map(({ task }) => task);
  const gone = new Set(closing.map(({ key }) => key));
  return {
    ...told,
    next: state,
    events,
    effects: [],
    notify: [],
    opened: opening.filter(({ key }) => !gone.has(key)),
    closed: closing.filter(({ key }) => before.tasks.some((task) => task.key === key)),
    arm: rearms && state.clock !== null ? duesOf(state.clock, time) : [],
    rearms,
  };
}

/** What may be done with a case, and what may not and why. */
export interface Offer {
  readonly action: StageAction;
  readonly refusal: Refused | undefined;
}

/** Every action of the process for this actor now: what he may do, and why he may not do the rest. */
export function available(
  definition: Definition,
  state: CaseState,
  actor: Actor,
  context: Context,
): readonly Offer[] {
  const here = actionsIn(definition, state.stage);
  const named = new Set(here.map(({ name }) => name));
  const offers = here.map((action): Offer => {
    const allowed = permit(definition, state, action, actor, context);
    const refusal = isRefused(allowed) ? allowed : conditionRefusal(action.own?.when, context, undefined);
    return { action, refusal };
  });
  const elsewhere = allActions(definition)
    .filter(({ name }) => !named.has(name))
    .map(
      (action): Offer => ({ action, refusal: refused(state.outcome === null ? 'not_in_stage' : 'ended') }),
    );
  return [...offers, ...elsewhere];
}
