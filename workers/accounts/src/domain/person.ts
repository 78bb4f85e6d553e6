import * as v from 'valibot';

const types = { ctc: 'contact', usr: 'user', tic: 'ticket', lea: 'lead' } as const;

type PersonType = (typeof types)[keyof typeof types];

/** Whose personal data are meant: a contact, a user, who called for a ticket, or whom a lead names. */
export const personField = v.pipe(
  v.string(),
  v.regex(/^(ctc|usr|tic|lea)_[0-7][0-9a-hjkmnp-tv-z]{25}$/, 'id'),
  v.description('A contact or a user; a ticket means who called for it, a lead whom it names.'),
  v.metadata({ examples: ['ctc_01kafxq0h3e7rvx8bm2s9t4c5d'] }),
);

/** What the event log calls the record of this id by which a person is known. */
export function personType(id: string): PersonType {
  return types[id.slice(0, 3) as keyof typeof types];
}
