import { lineField } from '@keyline/kernel';
import * as v from 'valibot';
import { createContactBody } from './contact-input.ts';

/** A contact as a row of a file gives it: the account by an id, its external id or its credit code. */
export const contactRow = v.strictObject({
  ...createContactBody.entries,
  name: v.exactOptional(createContactBody.entries.name),
  accountId: v.exactOptional(lineField(200, 'boss-000182')),
});

export type ContactRow = v.InferOutput<typeof contactRow>;
