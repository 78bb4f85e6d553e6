import { choiceField, idField, lineField, phoneField, textField } from '@keyline/kernel';
import * as v from 'valibot';
import { categoryField } from './policy-input.ts';
import { levels } from './priority.ts';
import { ticketChannels, ticketKinds } from './vocabulary.ts';

export const ticketTitleField = lineField(200, '高新区专线中断');
export const descriptionField = textField(10_000, '今早八点起无法上网，光猫红灯闪烁');
export const blacklistReasonField = textField(1000, '欠费已结清，主管同意受理');

export const callerField = v.pipe(
  v.strictObject({ name: lineField(100, '王强'), phone: phoneField }),
  v.description(
    'Who called. A contact of an account that you see is known by his number; for whom nobody knows a draft of an account is asked for.',
  ),
);

const levelField = v.pipe(choiceField(levels), v.description('`medium` when absent.'));

export const createTicketBody = v.pipe(
  v.strictObject({
    kind: choiceField(ticketKinds),
    channel: choiceField(ticketChannels),
    title: ticketTitleField,
    description: v.exactOptional(v.nullable(descriptionField)),
    accountId: v.exactOptional(idField('account')),
    caller: v.exactOptional(callerField),
    impact: v.exactOptional(levelField),
    urgency: v.exactOptional(levelField),
    category: v.exactOptional(v.nullable(categoryField)),
    blacklistReason: v.exactOptional(
      v.pipe(
        blacklistReasonField,
        v.description('Why an account on the blacklist is served all the same: it has to be given then.'),
      ),
    ),
    linkedTicketId: v.exactOptional(
      v.pipe(idField('ticket'), v.description('An earlier ticket of the same matter.')),
    ),
  }),
  v.check((body) => body.accountId !== undefined || body.caller !== undefined, 'account_or_caller'),
);

export const changeTicketBody = v.pipe(
  v.strictObject({
    kind: v.exactOptional(choiceField(ticketKinds)),
    title: v.exactOptional(ticketTitleField),
    description: v.exactOptional(v.nullable(descriptionField)),
    impact: v.exactOptional(choiceField(levels)),
    urgency: v.exactOptional(choiceField(levels)),
    category: v.exactOptional(v.nullable(categoryField)),
  }),
  v.check((body) => Object.keys(body).length > 0, 'nothing_to_change'),
  v.metadata({ examples: [{ impact: 'high' }] }),
);
