import { type FactDraft, type Moment, type PrivateRead, privateReads } from '@keyline/store';

interface ReadLead extends PrivateRead {
  readonly contactPhone: string | null;
  /** Whether the reader sees it by his rights, and not only because he, or his partner, gave it. */
  readonly readByRight: boolean;
}

export const privateReadType = 'lead.private_read';

/** What the log has to tell of leads whose contact's number is shown unmasked. */
export function leadReads(moment: Moment, leads: readonly ReadLead[]): FactDraft[] {
  const shown = leads.filter(({ contactPhone, readByRight }) => contactPhone !== null && readByRight);
  return privateReads(moment, { type: privateReadType, subjectType: 'lead' }, shown);
}
