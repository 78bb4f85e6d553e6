import { isId } from '@keyline/kernel';
import * as v from 'valibot';

/** Whose personal data are meant: a contact or a user. */
export const personField = v.pipe(
  v.string(),
  v.regex(/^(ctc|usr)_[0-7][0-9a-hjkmnp-tv-z]{25}$/, 'id'),
  v.metadata({ examples: ['ctc_01kafxq0h3e7rvx8bm2s9t4c5d'] }),
);

/** What the event log calls a person of this id. */
export function personType(id: string): 'contact' | 'user' {
  return isId('contact', id) ? 'contact' : 'user';
}
