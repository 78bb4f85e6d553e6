import { reaction } from '@keyline/http';
import { all, changed, erasedPrivates } from '@keyline/store';
import { leadsToForget } from '../records/contacts-erased.ts';
import { leadSubject } from '../records/leads.ts';

/** What became of a lead stays; the event does not say whom it named, and neither does any before it. */
const subject = { ...leadSubject, logged: () => ({}) };

/** A person is erased: leads no longer tell that it was he whom to call. */
export const onPersonalDataErased = reaction({
  on: 'personal_data.erased',
  load: ({ eventId }) => ({ leads: all(leadsToForget.bind({ eventId })) }),
  decide({ loaded: { leads }, moment }) {
    const nobody = { contactName: null, contactPhone: null };
    const event = { type: 'lead.contact_erased', facts: {} };
    return {
      before: leads.map(({ id }) => erasedPrivates(id)),
      changes: leads.map((lead) => changed(moment, subject, lead, nobody, event)),
    };
  },
});
