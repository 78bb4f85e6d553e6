import { command, type Example } from '@keyline/http';
import { movedPartner, partnerAction } from '../records/partners.ts';

/** Keeps the people and keys of a partner out until it is activated again. */
export const suspendPartner = command({
  ...partnerAction,
  id: 'suspendPartner',
  method: 'POST',
  path: '/v1/partners/{partnerId}/actions/suspend',
  summary: 'Suspend a partner',
  decide: ({ loaded, moment, refuse }) =>
    movedPartner(moment, loaded.partner, 'suspend', 'partner.suspended') ?? refuse('partner.state_forbids'),
});

export const example: Example = {
  events: ['partner.suspended'],
  async request({ make }) {
    return { params: { partnerId: (await make('activatePartner')).id } };
  },
  failures: {
    'partner.not_found': () => ({ params: { partnerId: 'par_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
    async 'partner.state_forbids'({ make }) {
      return { params: { partnerId: (await make('createPartner')).id } };
    },
  },
};
