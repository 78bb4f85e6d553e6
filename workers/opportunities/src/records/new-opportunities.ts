import {
  beginWrites,
  type MoveProblem,
  type People,
  type Published,
  peopleLoad,
  peopleOfNewOn,
  processOf,
  publishedUnder,
  tryBegin,
} from '@keyline/cases';
import { newId, type Problem, type Settings } from '@keyline/kernel';
import type { Moved, Way } from '@keyline/process/engine';
import { first, type Moment, type TenantCalendar, tenantCalendar, tenantSettings } from '@keyline/store';
import { newOpportunityFields, type Origin } from '../domain/opportunity-fields.ts';
import type { CreateOpportunity } from '../domain/opportunity-input.ts';
import {
  factsOf,
  type Ground,
  opportunityByExternalId,
  opportunityMoving,
  opportunityRecord,
  warnPercentOf,
} from './opportunities.ts';

/** The process by which opportunities run. */
export const processKey = 'opportunity.standard';

/** How an opportunity comes to the stage in which it begins: what is behind it is where `back` leads. */
export const waysIn = {
  drafted: ['drafted'],
  /** Of a lead that was accepted. */
  pooled: ['drafted', 'pooled'],
  assigned: ['drafted', 'assigned'],
  signed: ['assigned', 'signed'],
  lost: ['assigned', 'lost'],
} as const satisfies Readonly<Record<string, Way>>;

/** What a new opportunity on an account needs around it: a part of the load of whatever makes one. */
export function newOpportunityLoads(accountId: string, externalId?: string | null) {
  return {
    process: first(publishedUnder.bind({ key: processKey })),
    people: peopleLoad(peopleOfNewOn.bind({ accountId, key: processKey })),
    calendar: tenantCalendar(),
    settings: first(tenantSettings.bind({})),
    sameExternalId: externalId ? first(opportunityByExternalId.bind({ externalId })) : undefined,
  };
}

/** The same, loaded. */
export interface Surroundings {
  readonly process: Published | undefined;
  readonly people: People;
  readonly calendar: TenantCalendar;
  readonly settings: { readonly settings: Settings } | undefined;
}

/** An opportunity to be: its input was checked, its account is there. */
export interface NewOpportunity {
  /** Made beforehand where something else names it in the same commit. */
  readonly id?: string;
  readonly input: CreateOpportunity;
  readonly origin: Origin;
  readonly ground: Ground;
  /** Absent: it is drafted. */
  readonly way?: Way;
  /** Since when it is in its stage, milliseconds; now where absent. */
  readonly since?: number;
}

/** Where a new opportunity stands, and what of it is not that; or why its process cannot begin. */
export async function begunOpportunity(
  { id = newId('opportunity'), input, origin, ground, way, since }: NewOpportunity,
  { process, people, calendar, settings }: Surroundings,
  moment: Moment,
): Promise<{ readonly fields: FieldsOfNew; readonly moved: Moved } | Problem<MoveProblem>> {
  if (process === undefined) throw new Error(`no process ${processKey}`);
  const fields = { id, ...newOpportunityFields(input, origin), ...processOf(process) };
  const createdBy = moment.actor.id ?? moment.actor.type;
  const record = opportunityRecord({ ...fields, createdBy }, ground);
  const around = { people, calendar, warnPercent: warnPercentOf(settings) };
  const moved = await tryBegin(process, record, around, { now: since ?? moment.now }, way);
  return 'code' in moved ? moved : { fields, moved };
}

type FieldsOfNew = { readonly id: string } & ReturnType<typeof newOpportunityFields> &
  ReturnType<typeof processOf>;

/** A new opportunity with its event, its first task and its limit, ready for the commit; or why it cannot begin. */
export async function opportunityToCreate(wanted: NewOpportunity, around: Surroundings, moment: Moment) {
  const begun = await begunOpportunity(wanted, around, moment);
  if ('code' in begun) return begun;
  const { fields, moved } = begun;
  const event = { type: 'opportunity.created', facts: factsOf(fields) };
  return beginWrites(opportunityMoving(), moment, fields, moved, around.people, event);
}
