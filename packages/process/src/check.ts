import type { InputError } from '@keyline/kernel';
import { actionsIn } from './builtin.ts';
import { checkForm } from './check-form.ts';
import { checkCondition, checkEffects, checkPeople, fieldsOf } from './check-words.ts';
import type { Action, Approval, Definition, Ending, Stage, Step } from './definition.ts';
import { finding, repeated } from './findings.ts';
import { flaws } from './graph.ts';
import type { FieldType, Known } from './vocabulary.ts';
import { whoOf } from './who.ts';

type Path = readonly (string | number)[];

interface Checking {
  readonly definition: Definition;
  readonly known: Known;
  readonly fields: Readonly<Record<string, FieldType>>;
  readonly stages: ReadonlySet<string>;
}

/**
 * What is wrong with a definition of the right shape, at JSON Pointers within it; nothing: it may be published.
 * Whatever passes never leaves an open case without somebody who can take it on.
 */
export function check(definition: Definition, known: Known): InputError[] {
  const stages = new Set(definition.stages.map(({ key }) => key));
  const checking: Checking = { definition, known, fields: fieldsOf(definition, known), stages };
  const found = [
    ...(definition.subject === known.vocabulary.subject ? [] : [finding(['subject'], 'unknown_subject')]),
    ...(definition.form ? checkForm(definition.form, ['form']) : []),
    ...(stages.has(definition.start) ? [] : [finding(['start'], 'unknown_stage', definition.start)]),
    ...repeated(
      definition.stages.map(({ key }) => key),
      (index) => ['stages', index, 'key'],
    ),
    ...definition.stages.flatMap((stage, index) => checkStage(stage, ['stages', index], checking)),
    ...definition.actions.flatMap((action, index) => checkAction(action, ['actions', index], checking)),
  ];
  return found.length > 0 ? found : checkWays(definition);
}

/** Only of a definition whose words are right can the ways be told. */
function checkWays(definition: Definition): InputError[] {
  const { unreachable, noWayOut, neverEnds } = flaws(definition);
  const at = (key: string) => ['stages', definition.stages.findIndex((stage) => stage.key === key)];
  const ends = definition.stages.some(({ outcome }) => outcome !== undefined);
  return [
    ...(ends ? [] : [finding(['stages'], 'nobody_ends')]),
    ...unreachable.map((key) => finding(at(key), 'unreachable')),
    ...noWayOut.map((key) => finding(at(key), 'no_way_out')),
    ...(ends ? neverEnds.map((key) => finding(at(key), 'never_ends')) : []),
  ];
}

function checkStage(stage: Stage, path: Path, checking: Checking): InputError[] {
  const { key, actors, outcome, approval, limit, pauses } = stage;
  const names = actionsIn(checking.definition, key).map(({ name }) => name);
  const acts = [actors, approval, limit, pauses].some((one) => one !== undefined);
  return [
    ...(key === 'back' ? [finding([...path, 'key'], 'twice', key)] : []),
    ...checkPeople(actors, [...path, 'actors'], checking.known),
    ...(outcome !== undefined && acts ? [finding(path, 'end_acts')] : []),
    ...(outcome === undefined && !actors && !approval ? [finding([...path, 'actors'], 'nobody_acts')] : []),
    ...[...new Set(names.filter((name, index) => names.indexOf(name) < index))].map((name) =>
      finding(path, 'twice', name),
    ),
    ...(approval ? checkApproval(approval, [...path, 'approval'], checking) : []),
  ];
}

function checkApproval(approval: Approval, path: Path, checking: Checking): InputError[] {
  const { steps, field = 'amount', approve, sendBack, withdraw, reject } = approval;
  const ranged = steps.some(({ from, to }) => from !== undefined || to !== undefined);
  const endings: [string, Ending | undefined][] = Object.entries({ approve, sendBack, withdraw, reject });
  const always = steps.some(({ from, to }) => from === undefined && to === undefined);
  return [
    ...(ranged && checking.fields[field] !== 'integer'
      ? [finding([...path, 'field'], 'unknown_field', field)]
      : []),
    ...(always ? [] : [finding([...path, 'steps'], 'may_be_empty')]),
    ...repeated(
      steps.map(({ key }) => key),
      (index) => [...path, 'steps', index, 'key'],
    ),
    ...steps.flatMap((step, index) => checkStep(step, [...path, 'steps', index], checking.known)),
    ...endings.flatMap(([name, ending]) => (ending ? checkEnding(ending, [...path, name], checking) : [])),
  ];
}

function checkStep(step: Step, path: Path, known: Known): InputError[] {
  const { candidates, from, to, each = 'person', mode } = step;
  const at = [...path, 'candidates'];
  return [
    ...checkPeople(candidates, at, known),
    ...(from !== undefined && to !== undefined && from >= to ? [finding([...path, 'to'], 'not_rising')] : []),
    ...candidates.flatMap((word, index): InputError[] => {
      const who = whoOf(word);
      if (who.kind === 'system') return [finding([...at, index], 'nobody_acts')];
      const counted = who.kind === 'role' && who.anywhere && each === 'person' && mode !== 'any';
      return counted ? [finding([...at, index], 'not_person')] : [];
    }),
  ];
}

function checkEnding(ending: Ending, path: Path, checking: Checking): InputError[] {
  const { to, form, effects, notify } = ending;
  return [
    ...checkTo(to, [...path, 'to'], checking),
    ...(form ? checkForm(form, [...path, 'form']) : []),
    ...checkEffects(effects, form, path, checking.known),
    ...checkPeople(notify, [...path, 'notify'], checking.known),
  ];
}

function checkTo(to: string | undefined, path: Path, { stages }: Checking): InputError[] {
  return to === undefined || to === 'back' || stages.has(to) ? [] : [finding(path, 'unknown_stage', to)];
}

function checkAction(action: Action, path: Path, checking: Checking): InputError[] {
  const { from, to, by, permission, form, when, effects, notify } = action;
  const { known, fields, stages, definition } = checking;
  return [
    ...(from.includes('*') && from.length > 1 ? [finding([...path, 'from'], 'star_alone')] : []),
    ...repeated(from, (index) => [...path, 'from', index]),
    ...from.flatMap((key, index) =>
      key === '*' || stages.has(key) ? [] : [finding([...path, 'from', index], 'unknown_stage', key)],
    ),
    ...checkTo(to, [...path, 'to'], checking),
    ...checkPeople(by, [...path, 'by'], known),
    ...(permission === undefined || known.permissions.has(permission)
      ? []
      : [finding([...path, 'permission'], 'unknown_permission', permission)]),
    ...(by === undefined && permission === undefined && lacksActors(action, definition)
      ? [finding([...path, 'by'], 'nobody_acts')]
      : []),
    ...(form ? checkForm(form, [...path, 'form']) : []),
    ...checkCondition(when, form, fields, [...path, 'when'], known),
    ...checkEffects(effects, form, path, known),
    ...checkPeople(notify, [...path, 'notify'], known),
  ];
}

/** Whether it is left to who acts in the stage, and in one of its stages nobody does. */
function lacksActors({ from }: Action, { stages }: Definition): boolean {
  const isAt = ({ key, outcome }: Stage) =>
    from.includes(key) || (from.includes('*') && outcome === undefined);
  return stages.filter(isAt).some(({ actors }) => actors === undefined);
}
