import { type Example, query } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { first } from '@keyline/store';
import { some } from '../problems.ts';
import { visibleAccount } from '../records/accounts.ts';
import { interactionOfAccount } from '../records/interactions.ts';
import { interactionView, viewInteraction } from '../views.ts';

const accountOfInteraction = visibleAccount('interactions.read');

/** One interaction with a customer. */
export const getInteraction = query({
  id: 'getInteraction',
  path: '/v1/accounts/{accountId}/interactions/{interactionId}',
  tag: 'Interactions',
  summary: 'Get an interaction',
  permission: 'interactions.read',
  params: { accountId: idField('account'), interactionId: idField('interaction') },
  answer: { description: 'The interaction.', schema: interactionView },
  versioned: true,
  problems: some('account.not_found', 'interaction.not_found'),
  load: ({ params }) => ({
    account: first(accountOfInteraction.bind({ id: params.accountId })),
    interaction: first(interactionOfAccount.bind(params)),
  }),
  required: { account: 'account.not_found', interaction: 'interaction.not_found' },
  view: ({ loaded }) => ({ body: viewInteraction(loaded.interaction) }),
});

export const example: Example = {
  async request({ make }) {
    const { id, accountId } = await make('logInteraction');
    return { params: { accountId: String(accountId), interactionId: id } };
  },
  failures: {
    async 'account.not_found'({ make }) {
      const { id } = await make('logInteraction');
      return { params: { accountId: 'acc_01kafxq0h3e7rvx8bm2s9t4c5d', interactionId: id } };
    },
    async 'interaction.not_found'({ make }) {
      const { id } = await make('createAccount');
      return { params: { accountId: id, interactionId: 'int_01kafxq0h3e7rvx8bm2s9t4c5d' } };
    },
  },
};
