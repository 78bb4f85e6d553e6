import { createHash } from 'node:crypto';
import type { feedItem } from '../feed-item.ts';
import { canonicalJson } from './canonical.ts';

/** What a hash is of, as its first byte: nothing of one kind can pass for another (RFC 6962, 2.1). */
const kinds = { leaf: 0, node: 1, seal: 2, data: 3 } as const;

function hash(kind: keyof typeof kinds, ...parts: readonly (string | Uint8Array)[]): Buffer {
  const sum = createHash('sha256').update(Uint8Array.of(kinds[kind]));
  for (const part of parts) sum.update(part);
  return sum.digest();
}

/** An event as the feed shows it. */
export type SealedItem = ReturnType<typeof feedItem>;

/** Stands in the data of an event whose person was erased: the hash of what it said when it was sealed. */
export const erasedDigest = 'erasedDigest';

/** The hash of what an event says, in base64url; after an erasure still that of what it said. */
export function dataDigest(data: Readonly<Record<string, unknown>>): string {
  const kept = data[erasedDigest];
  return typeof kept === 'string' ? kept : hash('data', canonicalJson(data)).toString('base64url');
}

/** The hash of an event: of its envelope, and of the hash of its data. What else an item may hold does not count. */
export function leafOf({ id, type, subject, version, actor, occurredAt, data }: SealedItem): Buffer {
  const envelope = {
    id,
    type,
    subject: { type: subject.type, id: subject.id },
    version,
    actor: { type: actor.type, id: actor.id },
    occurredAt,
  };
  return hash('leaf', canonicalJson({ ...envelope, data: dataDigest(data) }));
}

/** The Merkle tree hash of RFC 6962, section 2.1, over hashes of leaves. There is at least one. */
export function rootOf(leaves: readonly Uint8Array[]): Uint8Array {
  const [only] = leaves;
  if (leaves.length === 1 && only !== undefined) return only;
  const half = 2 ** Math.ceil(Math.log2(leaves.length) - 1);
  return hash('node', rootOf(leaves.slice(0, half)), rootOf(leaves.slice(half)));
}

/** What the hash of a seal is of. Instants in RFC 3339, hashes in base64url. */
export interface SealHead {
  readonly number: number;
  readonly events: number;
  readonly firstEventId: string;
  readonly lastEventId: string;
  readonly root: string;
  readonly previous: string | null;
  readonly sealedAt: string;
}

/** The hash of a seal, in base64url: it holds that of the seal before, and so all of them. */
export function sealHash({
  number,
  events,
  firstEventId,
  lastEventId,
  root,
  previous,
  sealedAt,
}: SealHead): string {
  const head = { number, events, firstEventId, lastEventId, root, previous, sealedAt };
  return hash('seal', canonicalJson(head)).toString('base64url');
}
