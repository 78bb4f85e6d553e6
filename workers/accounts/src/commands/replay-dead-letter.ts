import { command, type Example } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { changed, deadLetterSubject, first, reactionReplayed } from '@keyline/store';
import { some } from '../problems.ts';
import { deadLetterById } from '../records/dead-letters.ts';
import { deadLetterView, viewDeadLetter } from '../views/dead-letter.ts';

/**
 * Has an event sent again to the Worker that gave it up. The commit makes it due, and the relay sends whatever is due,
 * so that a crash in between loses nothing.
 */
export const replayDeadLetter = command({
  id: 'replayDeadLetter',
  method: 'POST',
  path: '/v1/dead-letters/{deadLetterId}/actions/replay',
  tag: 'Events',
  summary: 'Send a dead letter again',
  description:
    'It is replaying from then on, and done when its Worker has dealt with it; one that fails ten times more is dead again.',
  permission: 'dead_letters.replay',
  params: { deadLetterId: idField('dead_letter') },
  answer: { status: 200, description: 'The dead letter as it is now.', schema: deadLetterView },
  problems: some('dead_letter.not_found', 'dead_letter.not_dead'),
  load: ({ params }) => ({ letter: first(deadLetterById.bind({ id: params.deadLetterId })) }),
  required: { letter: 'dead_letter.not_found' },
  versioned: 'letter',
  decide({ loaded: { letter }, moment, realNow, refuse }) {
    if (letter.state !== 'dead') return refuse('dead_letter.not_dead');
    const { consumer, eventId } = letter;
    const told = { type: 'dead_letter.replayed' };
    const made = changed(moment, deadLetterSubject, letter, { state: 'replaying' }, told);
    return {
      changes: [made],
      also: [reactionReplayed.bind({ consumer, eventId, at: realNow })],
      body: viewDeadLetter(made.row),
    };
  },
});

export const example: Example = {
  events: ['dead_letter.replayed'],
  async request({ deadLetter }) {
    return { params: { deadLetterId: await deadLetter() } };
  },
  failures: {
    'dead_letter.not_found': () => ({ params: { deadLetterId: 'dlt_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
    async 'dead_letter.not_dead'({ deadLetter, run }) {
      const params = { deadLetterId: await deadLetter() };
      await run('replayDeadLetter', { params });
      return { params };
    },
  },
};
