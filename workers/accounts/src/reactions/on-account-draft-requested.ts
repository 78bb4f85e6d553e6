import { reaction } from '@keyline/http';
import { newId } from '@keyline/kernel';
import { type AccountDraft, all, created, draftContact, draftContactTaken, first } from '@keyline/store';
import { draftAccountFields, draftContactFields } from '../domain/draft-account.ts';
import { accountOfDraft, accountsLikeDraft, ownerOfDraft, unitOfDraft } from '../records/account-drafts.ts';
import { accountSubject, indexed } from '../records/accounts.ts';
import { contactSubject } from '../records/contacts.ts';

/**
 * A lead or a ticket named a customer whom nobody had: makes the account under the id that it is known by there, as a
 * draft. An account of a similar name does not stop it, since the id is in use; the event says which.
 */
export const onAccountDraftRequested = reaction({
  on: 'account.draft_requested',
  load: ({ eventId }) => ({
    account: first(accountOfDraft.bind({ eventId })),
    alike: all(accountsLikeDraft.bind({ eventId })),
    owner: first(ownerOfDraft.bind({ eventId })),
    unit: first(unitOfDraft.bind({ eventId })),
    contact: all(draftContact.bind({ eventId })),
  }),
  decide({ loaded, event, moment }) {
    const also = [draftContactTaken.bind({ eventId: event.eventId })];
    if (loaded.account !== undefined) return { also };
    const { name, source } = event.data as unknown as Pick<AccountDraft, 'name' | 'source'>;
    const known = Object.fromEntries(loaded.contact.map(({ field, after }) => [field, String(after)]));
    const ownerId = loaded.owner?.id ?? null;
    const orgUnitId = loaded.unit?.mergedIntoId ?? loaded.unit?.id ?? null;
    const [similar] = [...loaded.alike].sort((one, other) => one.state.localeCompare(other.state));
    const account = created(
      moment,
      accountSubject,
      { id: event.subjectId, ...draftAccountFields({ name, source, ownerId, orgUnitId }) },
      { type: 'account.created', ...(similar && { facts: { similarTo: similar.id } }) },
    );
    const contactFields = draftContactFields({ name, ...known });
    const contact =
      contactFields &&
      created(
        moment,
        contactSubject,
        { id: newId('contact'), accountId: account.row.id, ...contactFields },
        { type: 'contact.created' },
      );
    return {
      changes: contact === undefined ? [account] : [account, contact],
      also: [...also, ...indexed(event.tenantId, account.row)],
    };
  },
});
