import { beginMany, definitionOf, processOf, workingTimeOf } from '@keyline/cases';
import { importRunner, opportunityKind, type PageDecision, type RowOutcome } from '@keyline/imports';
import { newId } from '@keyline/kernel';
import { isRefused, open } from '@keyline/process/engine';
import { categories } from '@keyline/protocol';
import { changedMany, type Moment } from '@keyline/store';
import { misfits, newOpportunityFields, opportunityPatch } from '../domain/opportunity-fields.ts';
import {
  categoryNamed,
  type OpportunityFileRow,
  opportunityFileRow,
} from '../domain/opportunity-file-row.ts';
import { waysIn } from '../records/new-opportunities.ts';
import {
  opportunityMoving,
  opportunityRecord,
  opportunitySubject,
  warnPercentOf,
} from '../records/opportunities.ts';
import { opportunityPageLoads } from '../records/opportunity-pages.ts';
import { type Known, OpportunitiesOfPage, type PageState, type Row, type Said } from './opportunity-page.ts';
import * as words from './opportunity-words.ts';

/** The category of what names none, and no default does. */
const usualCategory = 'ict';

/** Opportunities from a file, in the stage in which another system left them: known again by their external ids. */
export const opportunityImports = importRunner({
  kind: opportunityKind,
  schema: opportunityFileRow,
  loadMany: (rows: readonly Row[]) =>
    opportunityPageLoads({
      externalIds: rows.flatMap(({ input }) => input.externalId ?? []),
      accounts: rows.flatMap(({ input, defaults }) => input.accountId ?? defaults.accountId ?? []),
      users: rows.flatMap(({ input, defaults }) => input.ownerId ?? defaults.ownerId ?? []),
    }),
  trialKeys: (rows: readonly Row[]) => rows.flatMap(({ input }) => input.externalId ?? []),
  decideMany({ rows, loaded, actor, moment, dryRun, trials }): PageDecision {
    const page = new OpportunitiesOfPage(loaded, trials);
    const ground: Ground = { page, loaded, moment, mayCreate: actor.permissions.has('opportunities.create') };
    const outcomes = rows.map((row) => decideRow(row, ground));
    if (dryRun) return { outcomes, changes: [], trials: page.trials };
    const event = { type: 'opportunity.created' };
    const made = beginMany(opportunityMoving(), moment, page.begun, loaded.people, event);
    const changed = changedMany(moment, opportunitySubject, page.patches, { type: 'opportunity.changed' });
    const owners = page.begun.flatMap(({ fields: { ownerId } }) => ownerId ?? []);
    return { outcomes, changes: [...made.changes, changed], also: made.also, owners };
  },
});

interface Ground {
  readonly page: OpportunitiesOfPage;
  readonly loaded: PageState;
  readonly moment: Moment;
  readonly mayCreate: boolean;
}

function decideRow({ row, input, defaults }: Row, ground: Ground): RowOutcome {
  const { externalId } = input;
  if (externalId === undefined) return failed(row, [words.said('required', '/externalId')]);
  const known = ground.page.of(externalId);
  if (known === undefined)
    return createRow(row, externalId, { input: { ...defaults, ...input }, defaults }, ground);
  if (!known.visible)
    return failed(row, [words.said('row.not_permitted', '', { permission: 'opportunities.read' })]);
  return changeRow(row, input, known);
}

function createRow(
  row: number,
  externalId: string,
  { input, defaults }: Pick<Row, 'input' | 'defaults'>,
  ground: Ground,
): RowOutcome {
  const { page, loaded, moment, mayCreate } = ground;
  if (!mayCreate)
    return failed(row, [words.said('row.not_permitted', '', { permission: 'opportunities.create' })]);
  const found = words.referencesOf(input, loaded);
  if ('wrong' in found) return failed(row, found.wrong);
  const { account, owner } = found;
  const { category, fields, warnings } = words.categoryOf(
    input,
    input.category,
    categoryNamed(defaults.category ?? '') ?? usualCategory,
  );
  const { stage = 'drafted', type = 'demand', closedOn, probability = null, expectedCloseOn = null } = input;
  const title = input.title ?? input.product ?? categories[category]['zh-CN'];
  const importer = moment.actor.type === 'user' ? moment.actor.id : null;
  const ownerId = stage === 'drafted' ? (owner?.id ?? null) : (owner?.id ?? account.ownerId ?? importer);
  const body = {
    accountId: account.id,
    type,
    category,
    title,
    fields,
    probability,
    expectedCloseOn,
    externalId,
  };
  const issues = misfits(category, fields);
  if (issues.length > 0) return failed(row, [words.said('invalid', '/product')]);
  const made = newOpportunityFields(
    { ...body, revenue: words.revenueOf(input) },
    { orgUnitId: account.orgUnitId, ownerId },
  );
  const { lossReason = 'imported', lesson = null } = input;
  const loss = stage === 'lost' ? { reasonCode: lossReason, lesson, competitor: null } : null;
  if (loaded.process === undefined) throw new Error('no process of opportunities');
  const whole = { id: newId('opportunity'), ...made, loss, ...processOf(loaded.process) };
  const record = opportunityRecord(
    { ...whole, createdBy: moment.actor.id ?? '' },
    { accountOwnerId: account.ownerId, broughtBy: null },
  );
  const time = workingTimeOf(loaded.calendar.calendar);
  const warnPercent = warnPercentOf(loaded.settings);
  const context = { record, organisation: loaded.people, time, warnPercent };
  const ended = stage === 'signed' || stage === 'lost';
  const since = ended && closedOn ? noonOf(closedOn) : moment.now;
  const moved = open(definitionOf(loaded.process), context, since, waysIn[stage]);
  if (isRefused(moved)) return failed(row, [words.said('invalid', '/stage')]);
  page.begin({ fields: whole, moved });
  return { row, outcome: 'created', findings: warnings };
}

function changeRow(row: number, input: OpportunityFileRow, known: Known): RowOutcome {
  const { current, permitted } = known;
  const { stage, title, type, probability, expectedCloseOn } = input;
  const { category, fields, warnings } = words.categoryOf(input, input.category ?? '', current.category);
  const asked = {
    ...(title !== undefined && { title }),
    ...(type !== undefined && { type }),
    ...(input.category !== undefined && { category }),
    ...(probability !== undefined && { probability }),
    ...(expectedCloseOn !== undefined && { expectedCloseOn }),
    ...(Object.keys(fields).length > 0 && { fields }),
    ...(words.saysRevenue(input) && { revenue: words.revenueOf(input) }),
  };
  const stays = stage !== undefined && stage !== current.stage;
  const findings = stays
    ? [
        ...warnings,
        { ...words.said('opportunity.stage_stays', '/stage', { stage: current.stage }), ...words.warning },
      ]
    : warnings;
  const patch = opportunityPatch(current, asked as Parameters<typeof opportunityPatch>[1]);
  const differs = Object.entries(patch).filter(
    ([name, next]) => !isSame(current[name as keyof typeof current], next),
  );
  if (differs.length === 0) return { row, outcome: 'unchanged', findings };
  if (!permitted)
    return failed(row, [words.said('row.not_permitted', '', { permission: 'opportunities.update' })]);
  if (current.outcome !== null || current.stage === 'signed')
    return failed(row, [words.said('opportunity.ended', '')]);
  // What fits the category that it has need not fit the one that it gets.
  const fits = misfits(patch.category ?? current.category, patch.fields ?? current.fields).length === 0;
  if (!fits) return failed(row, [words.said('invalid', patch.category ? '/category' : '/product')]);
  known.current = { ...current, ...Object.fromEntries(differs) };
  return { row, outcome: 'updated', findings };
}

/** A day as an instant: its noon in UTC falls on it in nearly every zone. */
function noonOf(day: string): number {
  return Date.parse(`${day}T12:00:00Z`);
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}

function failed(row: number, findings: readonly Said[]): RowOutcome {
  return { row, outcome: 'failed', findings };
}
