import { command, type Example, inputError } from '@keyline/http';
import { idField, newId } from '@keyline/kernel';
import { all, created, first } from '@keyline/store';
import * as v from 'valibot';
import { administers } from '../domain/user-changes.ts';
import { some, unknownReference } from '../problems.ts';
import { passDelegations } from '../records/delegates.ts';
import * as handing from '../records/handovers.ts';
import { endSessions, openSessionsOf } from '../records/sessions.ts';
import { changeOfUser } from '../records/user-changes.ts';
import { mustHaveOtherAdministrator, userToChange } from '../records/users.ts';
import { handoverView, viewHandover } from '../views.ts';

const limit = handing.handoverPage;

/** Hands all work of a user over to another, and keeps the leaver out from that moment. */
export const createHandover = command({
  id: 'createHandover',
  method: 'POST',
  path: '/v1/handovers',
  tag: 'Users',
  summary: 'Hand over the work of a leaver',
  description:
    'Accounts, places in teams, units, partners and open contracts in charge, open work that names him and delegations go over to the successor; the leaver is blocked and signed out unless block is false. Partners, contracts, tickets, and what is more than 200 accounts or places, follow in the minutes after. A handover of the same leaver that is under way gives way to this one; what was on its way to him goes to his successor.',
  permission: 'users.write',
  body: v.strictObject({
    userId: idField('user'),
    toUserId: v.pipe(idField('user'), v.description('The successor: active, and somebody else.')),
    block: v.exactOptional(v.pipe(v.boolean(), v.metadata({ examples: [true] })), true),
  }),
  answer: { status: 201, description: 'The handover.', schema: handoverView },
  problems: {
    ...some('user.beyond_own_rights', 'user.last_administrator'),
    ...unknownReference,
  },
  load: ({ body: { userId, toUserId } }) => ({
    leaver: first(userToChange.bind({ id: userId })),
    successor: first(handing.successorById.bind({ id: toUserId })),
    accounts: all(handing.accountsOfOwner.bind({ userId, limit })),
    places: all(handing.placesInTeams.bind({ userId, toUserId, limit })),
    units: all(handing.unitsOfManager.bind({ userId })),
    sessions: all(openSessionsOf.bind({ userId })),
    elsewhere: first(handing.elsewhereOfOwner.bind({ userId })),
    underWay: all(handing.runningHandovers.bind({ userId })),
  }),
  decide({ loaded, body, moment, refuse }) {
    const { leaver, successor, accounts, places, units, sessions, underWay, elsewhere } = loaded;
    const { userId, toUserId, block } = body;
    const errors = [
      ...(leaver === undefined ? [inputError('/userId', 'unknown_reference')] : []),
      ...(successor === undefined ? [inputError('/toUserId', 'unknown_reference')] : []),
      ...(userId === toUserId ? [inputError('/toUserId', 'not_oneself')] : []),
    ];
    if (leaver === undefined || errors.length > 0) return refuse('request.unknown_reference', { errors });
    if (leaver.beyond.length > 0) {
      const permissions = [...leaver.beyond].sort().join(', ');
      return refuse('user.beyond_own_rights', { values: { permissions } });
    }
    const resigns = block && administers(leaver.roles, leaver.status);
    if (resigns && !leaver.othersAdminister) return refuse('user.last_administrator');
    const id = newId('handover');
    const rest = accounts.length === limit || places.length === limit || elsewhere?.left === true;
    const started = created(
      moment,
      handing.handoverSubject,
      { id, userId, toUserId, state: rest ? 'running' : 'done' },
      { type: 'handover.started' },
    );
    const page = handing.handingOver(moment, { userId, toUserId }, { accounts, places });
    const blocked = block ? changeOfUser(moment, leaver, { status: 'blocked' }, undefined) : undefined;
    return {
      musts: [
        handing.mustBeActive.bind({ id: toUserId }),
        handing.mustRunNoOther.bind({ userId, ids: JSON.stringify(underWay.map((one) => one.id)) }),
        ...(resigns ? [mustHaveOtherAdministrator.bind({ id: userId })] : []),
      ],
      changes: [
        started,
        ...handing.redirecting(moment, { userId, toUserId }, underWay, id),
        ...page.changes,
        handing.handingUnits(moment, { userId, toUserId }, units),
        ...(blocked ? [...blocked.changes, endSessions(moment, sessions, 'ended_by_administrator')] : []),
      ],
      also: [
        ...page.also,
        passDelegations(userId, toUserId),
        ...(blocked?.also ?? []),
        ...(rest ? [] : [handing.mustHaveNothingLeft.bind({ userId })]),
      ],
      body: viewHandover(started.row),
      location: `/v1/handovers/${id}`,
    };
  },
});

export const example: Example = {
  events: ['handover.started', 'user.changed'],
  async request({ make }) {
    const [leaver, successor] = [await make('createUser'), await make('createUser')];
    return { body: { userId: leaver.id, toUserId: successor.id } };
  },
  failures: {
    async 'request.unknown_reference'({ make }) {
      const { id } = await make('createUser');
      return { body: { userId: id, toUserId: id } };
    },
    async 'user.beyond_own_rights'({ make, run }) {
      const [leaver, successor] = [await make('createUser'), await make('createUser')];
      const { key } = await run('createApiKey', { body: { name: 'People', permissions: ['users.write'] } });
      return {
        headers: { Authorization: `Bearer ${String(key)}` },
        body: { userId: leaver.id, toUserId: successor.id },
      };
    },
    async 'user.last_administrator'({ make, run }) {
      const { user } = (await run('getMe', {})) as unknown as { user: { id: string } };
      return { body: { userId: user.id, toUserId: (await make('createUser')).id } };
    },
  },
};
