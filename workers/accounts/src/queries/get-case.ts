import { type Example, query } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { first } from '@keyline/store';
import { some } from '../problems.ts';
import { visibleCase } from '../records/cases.ts';
import { caseView, viewCase } from '../views/case.ts';

const caseToRead = visibleCase('cases.read');

/** One case, with the approval under way. */
export const getCase = query({
  id: 'getCase',
  path: '/v1/cases/{caseId}',
  tag: 'Cases',
  summary: 'Get a case',
  permission: 'cases.read',
  params: { caseId: idField('case') },
  answer: { description: 'The case.', schema: caseView },
  versioned: true,
  problems: some('case.not_found'),
  load: ({ params }) => ({ case: first(caseToRead.bind({ id: params.caseId })) }),
  required: { case: 'case.not_found' },
  view: ({ loaded }) => ({ body: viewCase(loaded.case) }),
});

export const example: Example = {
  async request({ make }) {
    return { params: { caseId: (await make('createCase')).id } };
  },
  failures: {
    'case.not_found': () => ({ params: { caseId: 'cas_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
  },
};
