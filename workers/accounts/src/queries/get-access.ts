import { permissionKeys } from '@keyline/auth';
import { type Example, query } from '@keyline/http';
import { idField, ProblemError, refuseCommon } from '@keyline/kernel';
import { all, first } from '@keyline/store';
import * as v from 'valibot';
import { explained, explainedKinds, kindOf, permissionsFor, showing, verdicts } from '../domain/access.ts';
import { some } from '../problems.ts';
import { accessTo, somebody } from '../records/access.ts';
import { accessView, viewNaming, viewVerdict } from '../views/access.ts';
import { permissionField } from '../views.ts';

const prefixes = explainedKinds.map((kind) => explained[kind].prefix).join('|');
const subjectField = v.pipe(
  v.string(),
  v.regex(new RegExp(`^(?:${prefixes})_[0-7][0-9a-hjkmnp-tv-z]{25}$`), 'id'),
  v.description(`The id of a record: ${explainedKinds.join(', ')}.`),
  v.metadata({ examples: ['acc_01kafxq0h3e7rvx8bm2s9t4c5d'] }),
);

/** Why somebody may, or may not, see a record and do something to it. */
export const getAccess = query({
  id: 'getAccess',
  path: '/v1/access/explain',
  tag: 'Sign-in',
  summary: 'Explain who may do what to a record',
  description:
    "For each permission, by which role and scope, or by having made the record; and what open work shows of it. One's own access is told to everybody, that of others needs `access.explain`.",
  permission: null,
  asks: ['access.explain'],
  query: {
    subject: subjectField,
    userId: v.optional(v.pipe(idField('user'), v.description('Whose access; the caller when absent.'))),
    permission: v.optional(v.pipe(permissionField, v.description('This one only.'))),
  },
  answer: { description: 'The access and its reasons.', schema: accessView },
  problems: some('access.subject_not_found', 'user.not_found'),
  load({ query: { subject, userId, permission } }) {
    const kind = kindOf(subject);
    const who = userId ?? null;
    const asked = JSON.stringify([
      showing,
      ...(permission ? [permission] : permissionsFor(kind, permissionKeys)),
    ]);
    const known = accessTo.get(kind);
    return {
      subject: known && first(known.subject.bind({ subject })),
      somebody: first(somebody.bind({ who })),
      grants: known && all(known.grants.bind({ subject, who, permissions: asked })),
      namings: known && all(known.namings.bind({ subject, who, permissions: asked })),
    };
  },
  view({ loaded, query: { subject: id, userId, permission }, actor, refuse }) {
    const { subject, somebody: person, grants = [], namings = [] } = loaded;
    const explains = actor.permissions.has('access.explain');
    if (userId !== undefined && userId !== actor.id && !explains) {
      const values = { permission: 'access.explain' };
      throw new ProblemError(refuseCommon('request.not_permitted', { values }));
    }
    if (!subject?.seen && !subject?.overseen) return refuse('access.subject_not_found');
    if (person === undefined) return refuse('user.not_found');
    const kind = kindOf(id);
    const access = {
      active: person.status === 'active',
      created: grants.some(({ created }) => created),
      grants,
    };
    const asked = permission ? [permission] : permissionsFor(kind, permissionKeys);
    const [shown] = verdicts(kind, [explained[kind].hangs ? showing : (asked[0] ?? showing)], access);
    const isNamed = access.active && namings.length > 0;
    return {
      body: {
        subject: { type: kind, id, accountId: subject.accountId },
        principal: { id: person.id, type: person.kind, name: person.name },
        created: access.created,
        sight: shown?.allowed ? 'whole' : isNamed ? 'public_part' : 'nothing',
        permissions: verdicts(kind, asked, access).map((verdict) => viewVerdict(verdict, access)),
        named: namings.map(viewNaming),
      },
    };
  },
});

export const example: Example = {
  async request({ make }) {
    return { query: { subject: (await make('createAccount')).id } };
  },
  failures: {
    'access.subject_not_found': () => ({ query: { subject: 'acc_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
    async 'user.not_found'({ make }) {
      const { id } = await make('createAccount');
      return { query: { subject: id, userId: 'usr_01kafxq0h3e7rvx8bm2s9t4c5d' } };
    },
  },
};
