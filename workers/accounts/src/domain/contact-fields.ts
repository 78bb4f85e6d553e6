import type * as v from 'valibot';
import type { createContactBody } from './contact-input.ts';

/** What a new contact is made of, where the input says nothing too. */
export function newContactFields(body: v.InferOutput<typeof createContactBody>) {
  const empty = { title: null, site: null, mobile: null, phone: null, email: null, wechat: null };
  return { ...empty, consent: null, quietHours: null, note: null, roles: [], ...body, removedAt: null };
}
