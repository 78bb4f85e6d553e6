import { deadline } from '@keyline/http';
import { toInstant } from '@keyline/kernel';
import { fact, first } from '@keyline/store';
import { nextStepKind, nextStepOf } from '../records/next-steps.ts';

/** Tells once, on the account's timeline, that the day of a next step passed and nothing came of it. */
export const nextStepOverdue = deadline({
  kind: nextStepKind,
  load: ({ subjectId }) => ({ interaction: first(nextStepOf.bind({ id: subjectId })) }),
  decide({ loaded: { interaction }, deadline: { subjectId, accountId, dueAt }, moment }) {
    if (interaction === undefined || interaction.followed) return undefined;
    const { nextStep, nextStepOn } = interaction;
    const alert = fact(moment, {
      type: 'interaction.next_step_overdue',
      subjectType: 'interaction',
      subjectId,
      accountId,
      data: { nextStep, nextStepOn, dueAt: toInstant(dueAt) },
    });
    return { facts: [alert] };
  },
});
