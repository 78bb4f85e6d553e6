import { type Example, query } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { first } from '@keyline/store';
import { some } from '../problems.ts';
import { deadLetterById } from '../records/dead-letters.ts';
import { deadLetterView, viewDeadLetter } from '../views/dead-letter.ts';

/** One event that a Worker could not deal with. */
export const getDeadLetter = query({
  id: 'getDeadLetter',
  path: '/v1/dead-letters/{deadLetterId}',
  tag: 'Events',
  summary: 'Get a dead letter',
  permission: 'dead_letters.read',
  params: { deadLetterId: idField('dead_letter') },
  answer: { description: 'The dead letter.', schema: deadLetterView },
  versioned: true,
  problems: some('dead_letter.not_found'),
  load: ({ params }) => ({ letter: first(deadLetterById.bind({ id: params.deadLetterId })) }),
  required: { letter: 'dead_letter.not_found' },
  view: ({ loaded }) => ({ body: viewDeadLetter(loaded.letter) }),
});

export const example: Example = {
  async request({ deadLetter }) {
    return { params: { deadLetterId: await deadLetter() } };
  },
  failures: {
    'dead_letter.not_found': () => ({ params: { deadLetterId: 'dlt_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
  },
};
