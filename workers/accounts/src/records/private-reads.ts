import { type FactDraft, type Moment, type PrivateRead, privateReads } from '@keyline/store';

/** What is looked at of a contact that was read. */
interface ReadContact extends PrivateRead {
  readonly mobile: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly wechat: string | null;
}

export const privateReadType = 'contact.private_read';

/** What the log has to tell of contacts that are shown unmasked. */
export function contactReads(moment: Moment, contacts: readonly ReadContact[]): FactDraft[] {
  const shown = contacts.filter(({ mobile, phone, email, wechat }) =>
    [mobile, phone, email, wechat].some((one) => one !== null),
  );
  return privateReads(moment, { type: privateReadType, subjectType: 'contact' }, shown);
}
