import { actionsView, moveLoad, offersOf } from '@keyline/cases';
import { type Example, query } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { first } from '@keyline/store';
import { some } from '../problems.ts';
import { caseMoving, visibleCase } from '../records/cases.ts';

const caseOfActions = visibleCase('cases.read');

/** What the caller may do with a case now, with each form; and why he may not do the rest. */
export const listCaseActions = query({
  id: 'listCaseActions',
  path: '/v1/cases/{caseId}/actions',
  tag: 'Cases',
  summary: 'List what can be done in a case',
  permission: 'cases.read',
  params: { caseId: idField('case') },
  answer: { description: 'Every action of the process.', schema: actionsView },
  problems: some('case.not_found'),
  load: ({ params: { caseId: id } }) => ({
    case: first(caseOfActions.bind({ id })),
    ...moveLoad(caseMoving, id, {}),
  }),
  required: { case: 'case.not_found' },
  async view({ loaded, actor, locale }) {
    const { permitted: _, ...row } = loaded.case;
    const by = { caller: actor, acting: loaded.acting, users: loaded.users };
    return { body: await offersOf(caseMoving, row, loaded, { by }, locale) };
  },
});

export const example: Example = {
  async request({ make }) {
    return { params: { caseId: (await make('createCase')).id } };
  },
  failures: {
    'case.not_found': () => ({ params: { caseId: 'cas_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
  },
};
