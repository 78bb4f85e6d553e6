import { activeUsers, limitsAfter, opening, peopleLoad, standing, workingTimeOf } from '@keyline/cases';
import { command, type Example, inputError, inputErrors } from '@keyline/http';
import { idField, moneyField, newId } from '@keyline/kernel';
import { type Definition, formSchema, processKeyField, usersIn } from '@keyline/process';
import { all, created, first, tenantCalendar } from '@keyline/store';
import * as v from 'valibot';
import { approvalOnly } from '../domain/example-process.ts';
import { some, unknownReference } from '../problems.ts';
import { visibleAccount } from '../records/accounts.ts';
import { unfit, userIdsIn } from '../records/case-moves.ts';
import { caseSubject, peopleOfNewCase, recordOf, watchedCase } from '../records/cases.ts';
import { publishedProcess } from '../records/processes.ts';
import { caseTitleField, caseView, viewCase } from '../views.ts';

const accountOfCase = visibleAccount('cases.create');

/** Opens a case of one of the tenant's own processes, on an account. */
export const createCase = command({
  id: 'createCase',
  method: 'POST',
  path: '/v1/cases',
  tag: 'Cases',
  summary: 'Open a case',
  description:
    'It begins in the first stage of the published process of this key, and keeps that version to its end. Approvers see the case, and of its account the public part.',
  permission: 'cases.create',
  body: v.strictObject({
    accountId: idField('account'),
    process: processKeyField,
    title: caseTitleField,
    amount: v.exactOptional(v.nullable(moneyField)),
    ownerId: v.exactOptional(v.pipe(idField('user'), v.description('The caller when absent.'))),
    form: v.exactOptional(
      v.pipe(
        v.record(v.string(), v.unknown()),
        v.description('What the process asks for at the opening.'),
        v.metadata({ examples: [{}] }),
      ),
    ),
  }),
  answer: { status: 201, description: 'The case.', schema: caseView },
  problems: { ...some('account.not_found', 'case.not_possible'), ...unknownReference },
  load: ({ body: { accountId, process, ownerId, form = {} } }) => ({
    account: first(accountOfCase.bind({ id: accountId })),
    process: first(publishedProcess.bind({ key: process })),
    people: peopleLoad(peopleOfNewCase.bind({ accountId, key: process })),
    calendar: tenantCalendar(),
    users: all(
      activeUsers.bind({ ids: JSON.stringify([...(ownerId ? [ownerId] : []), ...userIdsIn(form)]) }),
    ),
  }),
  required: { account: 'account.not_found' },
  async decide({ loaded: { account, process, people, calendar, users }, body, actor, moment, refuse }) {
    const active = users.map(({ id }) => id);
    const errors = [
      ...(process === undefined ? [inputError('/process', 'unknown_reference')] : []),
      ...(body.ownerId && !active.includes(body.ownerId)
        ? [inputError('/ownerId', 'unknown_reference')]
        : []),
    ];
    if (process === undefined || errors.length > 0) return refuse('request.unknown_reference', { errors });
    const definition = process.definition as Definition;
    const form = definition.form ?? { type: 'object' as const, properties: {} };
    const parsed = v.safeParse(formSchema(form), body.form ?? {});
    if (!parsed.success) throw unfit(inputErrors(parsed.issues, '/form'));
    const unknown = usersIn(form, parsed.output).filter(([, id]) => !active.includes(id));
    if (unknown.length > 0) {
      const places = unknown.map(([pointer]) => inputError(`/form${pointer}`, 'unknown_reference'));
      return refuse('request.unknown_reference', { errors: places });
    }
    const draft = {
      id: newId('case'),
      accountId: account.id,
      title: body.title,
      amount: body.amount?.amount ?? null,
      ownerId: body.ownerId ?? actor.userId,
      orgUnitId: account.orgUnitId,
      entered: parsed.output,
      processId: process.id,
      processKey: process.key,
      processVersion: process.number ?? 0,
    };
    const record = recordOf({ ...draft, createdBy: moment.actor.id ?? '' });
    const { open, isRefused } = await import('@keyline/process/engine');
    const moved = open(
      definition,
      { record, organisation: people, time: workingTimeOf(calendar.calendar) },
      moment.now,
    );
    if (isRefused(moved)) {
      const { reason, refused } = moved;
      return refuse('case.not_possible', { values: { reason }, members: { refusal: refused } });
    }
    const facts = { action: null, from: null, to: moved.next.stage, events: moved.events };
    const made = created(
      moment,
      caseSubject,
      { ...draft, ...standing(moved.next) },
      { type: 'case.opened', facts },
    );
    const drafters = moved.next.approval?.drafters ?? [];
    const about = { type: 'case', id: draft.id, accountId: account.id, about: draft.title };
    const tasks = opening(moment, { ...about, stage: moved.next.stage, drafters }, moved.opened, people);
    return {
      changes: [made, ...tasks.changes],
      also: [...tasks.also, ...limitsAfter(watchedCase(made.row), moved)],
      body: viewCase(made.row),
      location: `/v1/cases/${draft.id}`,
    };
  },
});

const missing = 'acc_01kafxq0h3e7rvx8bm2s9t4c5d';

export const example: Example = {
  events: ['case.opened', 'task.opened'],
  async request({ make }) {
    const account = await make('createAccount');
    const { key } = await make('publishProcess');
    const amount = { amount: 12_800_000, currency: 'CNY' };
    return { body: { accountId: account.id, process: key, title: '双路由专线价格审批', amount, form: {} } };
  },
  failures: {
    'account.not_found': () => ({
      body: { accountId: missing, process: 'price.request', title: '价格审批' },
    }),
    async 'case.not_possible'({ make, run, serial }) {
      const definition = approvalOnly(`price.approval_${serial}`);
      const draft = await run('createProcess', { body: { definition } });
      await run('publishProcess', { params: { processId: draft.id } });
      const { id } = await make('createAccount');
      return { body: { accountId: id, process: definition.key, title: '价格审批' } };
    },
    async 'request.unknown_reference'({ make }) {
      const { id } = await make('createAccount');
      return { body: { accountId: id, process: 'nobody.knows', title: '价格审批' } };
    },
  },
};
