import { beginWrites, isStopped, peopleLoad, processOf, publishedUnder, tryBegin } from '@keyline/cases';
import { command, type Example, inputError } from '@keyline/http';
import { nameKey, newId, settingsDefaults, toInstant } from '@keyline/kernel';
import { armDeadline, first, tenantCalendar, tenantSettings } from '@keyline/store';
import { saysTheSame, submitLeadBody } from '../domain/lead-input.ts';
import { daysAfter } from '../domain/lead-outcome.ts';
import { some, unknownReference } from '../problems.ts';
import { leadExpires } from '../records/lead-deadlines.ts';
import { leadMoving, leadProcess, leadRecord } from '../records/leads.ts';
import * as fresh from '../records/new-leads.ts';
import { rivalOfLead } from '../records/rival-opportunities.ts';
import { seenLeadView, viewSeenLead } from '../views/leads.ts';

/** Submits a lead: by a partner's key or people, or by the operator's own. */
export const submitLead = command({
  id: 'submitLead',
  method: 'POST',
  path: '/v1/leads',
  tag: 'Leads',
  summary: 'Submit a lead',
  description:
    'The account is named, or given by the id of one that the caller sees. The same externalId again, with the same account, category and title, is answered with the first lead, where the caller sees that, and makes none. A lead of an account and category of which an opportunity is open is a `duplicate` at once.',
  permission: 'leads.submit',
  body: submitLeadBody,
  answer: { status: 201, description: 'The lead.', schema: seenLeadView },
  problems: { ...some('lead.external_id_taken'), ...unknownReference },
  load({ body: { accountId = '', accountName = '', category, externalId } }) {
    const named = { accountId, nameKey: nameKey(accountName) };
    return {
      known: externalId ? first(fresh.leadByExternalId.bind({ externalId })) : undefined,
      account: accountId ? first(fresh.accountOfLead.bind({ id: accountId })) : undefined,
      rival: first(rivalOfLead.bind({ ...named, category })),
      unit: first(fresh.unitOfNewLead.bind(named)),
      process: first(publishedUnder.bind({ key: leadProcess })),
      people: peopleLoad(fresh.peopleOfNewLead.bind({ ...named, key: leadProcess })),
      calendar: tenantCalendar(),
      settings: first(tenantSettings.bind({})),
    };
  },
  async decide({ loaded, body, actor, moment, refuse }) {
    const { known, account, rival, unit, process, people, calendar, settings } = loaded;
    if (body.accountId && account === undefined) {
      return refuse('request.unknown_reference', { errors: [inputError('/accountId', 'unknown_reference')] });
    }
    if (known !== undefined) {
      const { visible, creatorName, orgUnitName, ...same } = known;
      const { id: leadId, externalId } = same;
      if (visible && saysTheSame(same, body)) return { changes: [], body: viewSeenLead(same, actor) };
      if (visible) {
        const values = { lead: leadId, externalId };
        return refuse('lead.external_id_taken', { values, members: { leadId } });
      }
      // Of a lead that he does not see staff are told whose it is, and a partner since when.
      const whose = [creatorName, orgUnitName].filter((one) => one !== null).join(', ');
      const lead = actor.partnerId === null && whose !== '' ? whose : toInstant(same.createdAt);
      return refuse('lead.external_id_taken', { values: { lead, externalId } });
    }
    if (process === undefined) throw new Error(`no process ${leadProcess}`);
    const { expiresAfterDays } = (settings?.settings ?? settingsDefaults).leads;
    const accountName = account?.name ?? body.accountName ?? '';
    const fields = {
      id: newId('lead'),
      partnerId: actor.partnerId,
      source: actor.partnerId === null ? ('informant' as const) : ('partner' as const),
      accountId: account?.id ?? null,
      ...{ accountName, nameKey: nameKey(accountName) },
      ...{ category: body.category, title: body.title, description: body.description ?? null },
      ...{ contactName: body.contact?.name ?? null, contactPhone: body.contact?.phone ?? null },
      ...{ externalId: body.externalId ?? null, orgUnitId: unit?.id ?? null },
      ...{ question: null, answer: null, reason: null, opportunityId: null, protectedUntil: null },
      ...{ duplicateOf: rival?.id ?? null, duplicateSince: rival?.createdAt ?? null },
      dealOutcome: rival === undefined ? ('in_progress' as const) : null,
      expiresAt: daysAfter(moment.now, expiresAfterDays),
      ...processOf(process),
    };
    const way = rival === undefined ? undefined : (['submitted', 'duplicate'] as const);
    const record = leadRecord({ ...fields, createdBy: actor.id });
    const moved = await tryBegin(process, record, { people, calendar }, moment, way);
    // The process of leads is the same in every tenant, and begins without an approval.
    if (isStopped(moved)) throw new Error(`${leadProcess} does not begin: ${moved.code}`);
    const type = rival === undefined ? 'lead.submitted' : 'lead.marked_duplicate';
    const { made, changes, also } = beginWrites(leadMoving, moment, fields, moved, people, { type });
    const shown = { ...made.row, privateReadable: true, duplicateOwner: null, duplicateUnit: null };
    return {
      changes,
      also: rival === undefined ? [...also, armDeadline(leadExpires(made.row))] : also,
      body: viewSeenLead(shown, actor),
      location: `/v1/leads/${fields.id}`,
    };
  },
});

const cloud = { category: 'cloud', title: '智慧园区上云' };

export const example: Example = {
  events: ['lead.submitted', 'task.opened'],
  request: ({ serial }) => ({
    body: {
      ...{ ...cloud, accountName: `西安远洋${serial}科技有限公司`, externalId: `zy-${serial}` },
      contact: { name: '李娜', phone: '13812345678' },
    },
  }),
  failures: {
    'request.unknown_reference': () => ({ body: { ...cloud, accountId: 'acc_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
    async 'lead.external_id_taken'({ make }) {
      const { externalId, accountName } = await make('submitLead');
      return { body: { accountName, externalId, category: 'idc', title: '机柜租用' } };
    },
  },
};
