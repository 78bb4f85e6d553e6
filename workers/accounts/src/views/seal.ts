import { idField, instantField, toInstant } from '@keyline/kernel';
import * as v from 'valibot';
import type { sealsAfter } from '../records/seals.ts';

const example = 'pY1kYyqPMxxjL2pzWDPEQUF9EGmAVVBCqRIPdAfIrGY';
const hashField = (description: string) =>
  v.pipe(v.string(), v.description(description), v.metadata({ examples: [example] }));
const countField = (description: string) =>
  v.pipe(v.number(), v.description(description), v.metadata({ examples: [1] }));

export const sealView = v.pipe(
  v.strictObject({
    number: countField('1, 2, 3 ... without a gap.'),
    events: countField('How many events it holds, in the order of the feed.'),
    firstEventId: idField('event'),
    lastEventId: idField('event'),
    leaves: hashField('The SHA-256 of each event, 32 bytes each, one behind the other, in base64url.'),
    root: hashField('The Merkle tree hash over them (RFC 6962, 2.1), in base64url.'),
    previous: v.nullable(hashField('The hash of the seal before; null: the first.')),
    hash: hashField('The hash of this seal and, by the one before, of all that came before.'),
    sealedAt: instantField,
  }),
  v.metadata({ ref: 'Seal' }),
);

export function viewSeal({ sealedAt, ...seal }: ReturnType<typeof sealsAfter.decode>) {
  return { ...seal, sealedAt: toInstant(sealedAt) };
}
