import type { Calendar } from '@keyline/calendar';
import { standingView, viewStanding } from '@keyline/cases';
import { creatorField, record, stamps } from '@keyline/http';
import {
  choiceField,
  idField,
  instantField,
  lineField,
  maskPhone,
  textField,
  toInstant,
} from '@keyline/kernel';
import type { StoredClock, tickets } from '@keyline/schema';
import type { RecordState } from '@keyline/store';
import * as v from 'valibot';
import { storedClocks, ticketClocks } from '../domain/clocks.ts';
import { categoryField } from '../domain/policy-input.ts';
import { levels, priorities } from '../domain/priority.ts';
import { blacklistReasonField, descriptionField, ticketTitleField } from '../domain/ticket-input.ts';
import { grades, ticketChannels, ticketKinds } from '../domain/vocabulary.ts';
import { ticketClockView, viewTicketClock } from './clock.ts';

export type TicketRow = RecordState<typeof tickets>;

const satisfactionField = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(1),
  v.maxValue(5),
  v.metadata({ examples: [5] }),
);

const count = v.pipe(v.number(), v.safeInteger(), v.metadata({ examples: [1] }));

export const ticketView = v.pipe(
  v.strictObject({
    id: idField('ticket'),
    ...record,
    createdBy: creatorField,
    number: lineField(40, 'T-20260302-1'),
    kind: choiceField(ticketKinds),
    channel: choiceField(ticketChannels),
    title: ticketTitleField,
    description: v.nullable(descriptionField),
    accountId: v.pipe(
      idField('account'),
      v.description('Of an unknown caller the draft, which is there a moment later.'),
    ),
    caller: v.nullable(
      v.strictObject({
        name: lineField(100, '王强'),
        phone: v.pipe(
          v.string(),
          v.description('Masked for who may not read private data of contacts.'),
          v.metadata({ examples: ['138****5678'] }),
        ),
      }),
    ),
    contactId: v.nullable(idField('contact')),
    impact: choiceField(levels),
    urgency: choiceField(levels),
    priority: choiceField(priorities),
    grade: v.pipe(choiceField(grades), v.description('Of the account, when the priority was set.')),
    category: v.nullable(categoryField),
    ownerId: v.nullable(idField('user')),
    backupId: v.nullable(
      v.pipe(idField('user'), v.description('Who captured it, where somebody else owns it.')),
    ),
    orgUnitId: v.nullable(idField('org_unit')),
    blacklistReason: v.nullable(blacklistReasonField),
    resolution: v.nullable(textField(4000, '更换光模块后恢复')),
    resolvedAt: v.nullable(instantField),
    closedAt: v.nullable(instantField),
    linkedTicketId: v.pipe(
      v.nullable(idField('ticket')),
      v.description(
        'The earlier ticket of the same matter; null also for who may not see that. The later ones of a ticket are found by `GET /v1/tickets?linkedTicketId=`.',
      ),
    ),
    satisfaction: v.pipe(
      v.nullable(satisfactionField),
      v.description('As the customer said when he was asked after the closing; null: not asked.'),
    ),
    followUpNote: v.nullable(textField(4000, '客户表示满意')),
    followedUpAt: v.nullable(instantField),
    ...standingView,
    sla: v.pipe(
      v.strictObject({
        policyId: v.nullable(idField('sla_policy')),
        policyVersion: v.nullable(count),
        calendarId: idField('calendar'),
        calendarVersion: count,
      }),
      v.description("The versions by which its clocks run. Without a policy: Keyline's own targets."),
    ),
    clocks: v.array(ticketClockView),
  }),
  v.metadata({ ref: 'Ticket' }),
);

/** By what a ticket is shown. */
export interface TicketSight {
  /** Absent: the clocks are those of the note that was made when something happened last. */
  readonly calendar: Calendar | undefined;
  /** Business time, milliseconds. */
  readonly now: number;
  /** Whether private data of contacts may be read. */
  readonly privateReadable: boolean;
  /** Whether the ticket to which it is linked may be seen. */
  readonly linkVisible: boolean;
}

export function viewTicket(row: TicketRow, sight: TicketSight) {
  const fields = viewFields(row, sight.privateReadable);
  const linkedTicketId = sight.linkVisible ? row.linkedTicketId : null;
  return { ...fields, linkedTicketId, clocks: clocksOf(row, sight).map(viewTicketClock) };
}

function clocksOf(row: TicketRow, { calendar, now }: TicketSight): readonly StoredClock[] {
  return calendar === undefined ? row.clocks : storedClocks(ticketClocks(row, calendar, now));
}

const instantOf = (at: number | null) => (at === null ? null : toInstant(at));

/** All of a ticket but its clocks. */
export function viewFields(row: TicketRow, readable: boolean) {
  return {
    id: row.id,
    ...stamps(row),
    createdBy: row.createdBy,
    number: row.number,
    kind: row.kind,
    channel: row.channel,
    title: row.title,
    description: row.description,
    accountId: row.accountId,
    caller:
      row.callerName === null || row.callerPhone === null
        ? null
        : { name: row.callerName, phone: readable ? row.callerPhone : maskPhone(row.callerPhone) },
    contactId: row.contactId,
    impact: row.impact,
    urgency: row.urgency,
    priority: row.priority,
    grade: row.grade,
    category: row.category,
    ownerId: row.ownerId,
    backupId: row.backupId,
    orgUnitId: row.orgUnitId,
    blacklistReason: row.blacklistReason,
    resolution: row.resolution,
    resolvedAt: instantOf(row.resolvedAt),
    closedAt: instantOf(row.closedAt),
    linkedTicketId: row.linkedTicketId,
    satisfaction: row.satisfaction,
    followUpNote: row.followUpNote,
    followedUpAt: instantOf(row.followedUpAt),
    ...viewStanding(row),
    sla: {
      policyId: row.policyId,
      policyVersion: row.policyVersion,
      calendarId: row.calendarId,
      calendarVersion: row.calendarVersion,
    },
  };
}
