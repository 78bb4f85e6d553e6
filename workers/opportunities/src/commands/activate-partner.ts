import { command, type Example } from '@keyline/http';
import { movedPartner, partnerAction } from '../records/partners.ts';

/** Lets the people and keys of a candidate or suspended partner act. */
export const activatePartner = command({
  ...partnerAction,
  id: 'activatePartner',
  method: 'POST',
  path: '/v1/partners/{partnerId}/actions/activate',
  summary: 'Activate a partner',
  decide: ({ loaded, moment, refuse }) =>
    movedPartner(moment, loaded.partner, 'activate', 'partner.activated') ?? refuse('partner.state_forbids'),
});

export const example: Example = {
  events: ['partner.activated'],
  async request({ make }) {
    return { params: { partnerId: (await make('createPartner')).id } };
  },
  failures: {
    'partner.not_found': () => ({ params: { partnerId: 'par_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
    async 'partner.state_forbids'({ make }) {
      return { params: { partnerId: (await make('activatePartner')).id } };
    },
  },
};
