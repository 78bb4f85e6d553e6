import { isStopped, moveLoad, moveProblems, moveWrites, tryMove, unfit, workingTimeOf } from '@keyline/cases';
import { command, type Example } from '@keyline/http';
import { idField, refusals, settingsDefaults, toInstant } from '@keyline/kernel';
import { actionNameField } from '@keyline/process';
import { all, first } from '@keyline/store';
import * as v from 'valibot';
import { eventOfMove } from '../domain/opportunity-moves.ts';
import { some } from '../problems.ts';
import * as checks from '../records/auction-checks.ts';
import { inHandOf, standingInAuction, unitsBelow } from '../records/auctions.ts';
import * as records from '../records/opportunities.ts';
import { effectsBeside, effectsOn, eligibleAfter } from '../records/opportunity-effects.ts';
import { guardOf } from '../records/opportunity-guards.ts';
import { opportunityView, viewOpportunity } from '../views.ts';

const refuseMove = refusals(moveProblems);

/** Does one action of an opportunity: whatever its process offers in its stage to whoever asks. */
export const moveOpportunity = command({
  id: 'moveOpportunity',
  method: 'POST',
  path: '/v1/opportunities/{opportunityId}/actions/{action}',
  tag: 'Opportunities',
  summary: 'Act in an opportunity',
  description:
    'The body is the form of the action: `GET /v1/opportunities/{opportunityId}/actions` lists the actions with the JSON Schema of each, and why the rest is not allowed. A refusal names its reason in `refusal`. Of many who `claim` at the same time exactly one gets it.',
  permission: 'opportunities.act',
  params: { opportunityId: idField('opportunity'), action: actionNameField('submit') },
  body: v.pipe(v.record(v.string(), v.unknown()), v.metadata({ examples: [{}] })),
  answer: { status: 200, description: 'The opportunity as it is now.', schema: opportunityView },
  problems: { ...some('opportunity.not_found'), ...checks.auctionProblems, ...moveProblems },
  load: ({ params: { opportunityId: id, action }, body }) => ({
    opportunity: first(records.opportunityToMove.bind({ id, action })),
    standing: first(standingInAuction.bind({ id })),
    units: all(unitsBelow.bind({ ids: JSON.stringify(checks.unitsNamed(body)) })),
    ...records.groundLoads(id),
    ...moveLoad({ statements: records.opportunityStatements }, id, body),
  }),
  required: { opportunity: 'opportunity.not_found' },
  versioned: 'opportunity',
  async decide({ loaded, params: { action }, body, actor, moment }) {
    const { permitted: _, isWhole: __, ...before } = loaded.opportunity;
    const { standing, settings: home, units, people, calendar } = loaded;
    const { auction, opportunities } = home?.settings ?? settingsDefaults;
    const { now } = moment;
    const moving = records.opportunityMoving(loaded);
    const by = { caller: actor, acting: loaded.acting, users: loaded.users };
    const isOffered = standing?.offered === true;
    const guard = guardOf(before, { now, timeZone: home?.timeZone ?? 'UTC', isOffered, ...opportunities });
    const moved = await tryMove(moving, before, loaded, { action, form: body, by, guard }, moment);
    if (isStopped(moved)) return moved;
    const refused =
      checks.offerRefusal(action, moved.form) ??
      checks.claimRefusal(action, before, inHandOf(standing, moved.ownerId), { ...auction, now });
    if (refused !== undefined) return refused;
    const wrong = checks.timeErrors(action, moved.form, before, now);
    if (wrong.length > 0) throw unfit(wrong);
    const unknown = checks.unitErrors(moved.form, units);
    if (unknown.length > 0) return refuseMove('request.unknown_reference', { errors: unknown });
    const type = eventOfMove({ action, from: before.stage, to: moved.next.stage, kind: moved.kind });
    const usual = { minutes: auction.defaultMinutes, time: workingTimeOf(calendar.calendar) };
    const patch = effectsOn(before, moved, moment, usual);
    const eligible = eligibleAfter(moved, people);
    const after = { ...before, ...patch, ...(moved.ownerId && { ownerId: moved.ownerId }) };
    const offered = eligible && { eligible, endsAt: toInstant(patch.auction?.endsAt ?? now) };
    const facts = { ...records.factsOf(after), ...offered };
    const writes = moveWrites(moving, moment, before, moved, loaded, { type, patch, facts });
    const beside = effectsBeside(writes, moved, { before, units, people, moment });
    return {
      changes: writes.changes,
      also: [...writes.also, ...beside.also],
      musts: beside.musts,
      body: viewOpportunity(writes.made.row),
    };
  },
});

const missing = { action: 'submit', opportunityId: 'opp_01kafxq0h3e7rvx8bm2s9t4c5d' };

export const example: Example = {
  events: ['opportunity.submitted', 'task.done', 'task.opened'],
  async request({ make }) {
    return { params: { action: 'submit', opportunityId: (await make('createOpportunity')).id }, body: {} };
  },
  failures: {
    'opportunity.not_found': () => ({ params: missing, body: {} }),
    async 'action.unknown'({ make }) {
      const { id } = await make('createOpportunity');
      return { params: { opportunityId: id, action: 'sing' }, body: {} };
    },
    async 'action.not_possible'({ make }) {
      const { id } = await make('createOpportunity');
      return { params: { opportunityId: id, action: 'confirm' }, body: {} };
    },
    async 'action.not_yours'({ make, run, colleague }) {
      const { id } = await make('moveOpportunity');
      const ownerId = (await colleague()).id;
      await run('moveOpportunity', { params: { opportunityId: id, action: 'assign' }, body: { ownerId } });
      return { params: { opportunityId: id, action: 'request-confirmation' }, body: {} };
    },
    async 'request.unknown_reference'({ make }) {
      const body = { ownerId: 'usr_01kafxq0h3e7rvx8bm2s9t4c5d' };
      return { params: { opportunityId: (await make('moveOpportunity')).id, action: 'assign' }, body };
    },
    async 'auction.not_offered'({ make }) {
      const body = { mode: 'sealed_bid', endsAt: '2099-01-01T00:00:00Z' };
      return { params: { opportunityId: (await make('moveOpportunity')).id, action: 'open-auction' }, body };
    },
    async 'auction.over'({ make, run }) {
      const params = { opportunityId: (await make('moveOpportunity')).id };
      const body = { mode: 'first_claim', endsAt: '2099-01-01T00:00:00Z' };
      await run('moveOpportunity', { params: { ...params, action: 'open-auction' }, body });
      const headers = { 'X-Test-Now': '2099-01-01T00:00:01Z' };
      return { params: { ...params, action: 'claim' }, body: {}, headers };
    },
    async 'auction.too_many_awards'({ make, run }) {
      const body = { mode: 'first_claim', endsAt: '2099-01-01T00:00:00Z' };
      const offered = async () => {
        const params = { opportunityId: (await make('moveOpportunity')).id };
        await run('moveOpportunity', { params: { ...params, action: 'open-auction' }, body });
        return { params: { ...params, action: 'claim' }, body: {} };
      };
      const { maxUnfinishedAwards } = settingsDefaults.auction;
      for (let held = 0; held < maxUnfinishedAwards; held += 1) await run('moveOpportunity', await offered());
      return offered();
    },
    async 'auction.too_many_open'({ make, run }) {
      const inHand = await make('moveOpportunity');
      const assigning = { params: { opportunityId: inHand.id, action: 'assign' } };
      await run('moveOpportunity', { ...assigning, body: { ownerId: inHand.createdBy } });
      const params = { opportunityId: (await make('moveOpportunity')).id };
      const body = { mode: 'first_claim', endsAt: '2099-01-01T00:00:00Z', eligibility: { maxOpen: 1 } };
      await run('moveOpportunity', { params: { ...params, action: 'open-auction' }, body });
      return { params: { ...params, action: 'claim' }, body: {} };
    },
  },
};
