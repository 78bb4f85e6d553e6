import {
  activeUsers,
  beginWrites,
  isStopped,
  moveProblems,
  peopleLoad,
  peopleOfNewOn,
  processOf,
  publishedUnder,
  tryBegin,
  unfit,
  userIdsIn,
} from '@keyline/cases';
import { command, type Example, inputError, inputErrors } from '@keyline/http';
import { idField, moneyField, newId } from '@keyline/kernel';
import { type Definition, formSchema, processKeyField, usersIn } from '@keyline/process';
import { all, first, tenantCalendar } from '@keyline/store';
import * as v from 'valibot';
import { approvalOnly } from '../domain/example-process.ts';
import { some } from '../problems.ts';
import { retentionProcess } from '../processes/retention-process.ts';
import { visibleAccount } from '../records/accounts.ts';
import { caseMoving, caseRecord } from '../records/cases.ts';
import { mustBeItsOnlyRetention, openRetention } from '../records/retention.ts';
import { caseTitleField, caseView, viewCase } from '../views/case.ts';

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
  problems: {
    ...some('account.not_found', 'case.retention_open'),
    'action.not_possible': moveProblems['action.not_possible'],
    'request.unknown_reference': moveProblems['request.unknown_reference'],
  },
  load: ({ body: { accountId, process, ownerId, form = {} } }) => ({
    account: first(accountOfCase.bind({ id: accountId })),
    retention: process === retentionProcess ? first(openRetention.bind({ accountId })) : undefined,
    process: first(publishedUnder.bind({ key: process })),
    people: peopleLoad(peopleOfNewOn.bind({ accountId, key: process })),
    calendar: tenantCalendar(),
    users: all(
      activeUsers.bind({ ids: JSON.stringify([...(ownerId ? [ownerId] : []), ...userIdsIn(form)]) }),
    ),
  }),
  required: { account: 'account.not_found' },
  async decide({ loaded, body, actor, moment, refuse }) {
    const { account, retention, process, people, calendar, users } = loaded;
    const active = users.map(({ id }) => id);
    const definition = process?.definition as Definition | undefined;
    const errors = [
      ...(definition?.subject !== 'case' ? [inputError('/process', 'unknown_reference')] : []),
      ...(body.ownerId && !active.includes(body.ownerId)
        ? [inputError('/ownerId', 'unknown_reference')]
        : []),
    ];
    if (process === undefined || definition === undefined || errors.length > 0) {
      return refuse('request.unknown_reference', { errors });
    }
    if (retention !== undefined) return refuse('case.retention_open');
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
      result: null,
      ...processOf(process),
    };
    const record = caseRecord({ ...draft, createdBy: actor.userId ?? '' });
    const moved = await tryBegin(process, record, { people, calendar }, moment);
    if (isStopped(moved)) return moved;
    const event = { type: 'case.opened' };
    const { made, changes, also } = beginWrites(caseMoving, moment, draft, moved, people, event);
    const only =
      process.key === retentionProcess ? [mustBeItsOnlyRetention.bind({ accountId: account.id })] : [];
    return { changes, also: [...also, ...only], body: viewCase(made.row), location: `/v1/cases/${draft.id}` };
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
    async 'case.retention_open'({ make, run }) {
      const { id } = await make('createAccount');
      const body = { accountId: id, process: retentionProcess, title: '客户挽留' };
      await run('createCase', { body });
      return { body };
    },
    async 'action.not_possible'({ make, run, serial }) {
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
