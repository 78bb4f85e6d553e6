import { aroundLoad } from '@keyline/cases';
import { deadline } from '@keyline/http';
import { first } from '@keyline/store';
import { movedLead } from '../records/lead-actions.ts';
import { leadExpiry } from '../records/lead-deadlines.ts';
import { leadById, leadMoving } from '../records/leads.ts';

/** Nobody has dealt with a lead for as long as the tenant keeps leads open: it expires. */
export const leadExpired = deadline({
  kind: leadExpiry,
  load: ({ subjectId: id }) => ({ lead: first(leadById.bind({ id })), ...aroundLoad(leadMoving, id) }),
  async decide({ loaded, moment }) {
    const { lead } = loaded;
    if (lead === undefined || lead.outcome !== null) return undefined;
    const shown = { ...lead, privateReadable: false, duplicateOwner: null, duplicateUnit: null };
    const move = { action: 'expire', form: {}, by: 'system', type: 'lead.expired' } as const;
    const moved = await movedLead(shown, loaded, move, moment);
    if ('code' in moved) throw new Error(`a lead does not expire: ${moved.code}`);
    return { changes: moved.changes, also: moved.also };
  },
});
