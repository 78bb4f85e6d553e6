export type { SealedItem } from './hashes.ts';

import { leafOf, rootOf, type SealedItem, type SealHead, sealHash } from './hashes.ts';

/** What every item of the feed and every seal has. */
export const eventKeys = ['id', 'type', 'subject', 'version', 'actor', 'occurredAt', 'data'] as const;
export const sealKeys = [
  'number',
  'events',
  'firstEventId',
  'lastEventId',
  'root',
  'previous',
  'sealedAt',
  'leaves',
  'hash',
] as const;

/** A seal as the API shows it: its head, the hashes of its events one behind the other, and its own hash. */
export interface ShownSeal extends SealHead {
  readonly leaves: string;
  readonly hash: string;
}

/**
 * The first thing that does not fit. `seal` is the number of a seal, `event` the id of an event; where one is missing
 * it is that of the event in its place.
 */
export type Finding =
  | {
      readonly what: 'event_changed' | 'event_inserted' | 'event_missing';
      readonly event: string;
      readonly seal: number;
    }
  | { readonly what: 'events_missing'; readonly seal: number }
  | { readonly what: 'seal_changed' | 'seal_missing'; readonly seal: number };

export interface Verified {
  /** Undefined: everything fits. */
  readonly finding: Finding | undefined;
  readonly seals: number;
  readonly events: number;
  /** Events of persons who were erased: that they took place is proven, what they said can no longer be looked at. */
  readonly erased: number;
  /** Events behind the last seal. */
  readonly unsealed: number;
}

/**
 * Holds events, in the order of the feed from the first one on, against all seals, in the order of their numbers.
 * That nothing was cut off at the end is known only to who has kept the hash of a later seal. Memory is flat.
 */
export async function verifySeals(
  events: AsyncIterable<SealedItem>,
  seals: AsyncIterable<ShownSeal>,
): Promise<Verified> {
  const source = events[Symbol.asyncIterator]();
  const count = { seals: 0, events: 0, erased: 0 };
  let previous: string | null = null;
  for await (const seal of seals) {
    const number = count.seals + 1;
    if (seal.number !== number)
      return { finding: { what: 'seal_missing', seal: number }, ...count, unsealed: 0 };
    const leaves = leavesOf(seal);
    const part = await take(source, leaves.length);
    const finding = sealFinding(seal, leaves, previous) ?? (await eventFinding(seal, leaves, part, source));
    if (finding !== undefined) return { finding, ...count, unsealed: 0 };
    count.seals += 1;
    count.events += part.length;
    count.erased += part.filter(({ data }) => 'erasedDigest' in data).length;
    previous = seal.hash;
  }
  let unsealed = 0;
  while (!(await source.next()).done) unsealed += 1;
  return { finding: undefined, ...count, unsealed };
}

async function take(source: AsyncIterator<SealedItem>, count: number): Promise<SealedItem[]> {
  const taken: SealedItem[] = [];
  while (taken.length < count) {
    const next = await source.next();
    if (next.done) break;
    taken.push(next.value);
  }
  return taken;
}

const hashBytes = 32;

function leavesOf({ leaves }: ShownSeal): Buffer[] {
  const bytes = Buffer.from(leaves, 'base64url');
  return Array.from({ length: Math.floor(bytes.length / hashBytes) }, (_, n) =>
    bytes.subarray(n * hashBytes, (n + 1) * hashBytes),
  );
}

/** Whether the seal is what it was: its hash, its place in the chain, and its root over as many hashes as events. */
function sealFinding(
  seal: ShownSeal,
  leaves: readonly Buffer[],
  previous: string | null,
): Finding | undefined {
  const fits =
    seal.number > 0 &&
    leaves.length === seal.events &&
    leaves.length > 0 &&
    Buffer.from(rootOf(leaves)).toString('base64url') === seal.root &&
    seal.previous === previous &&
    sealHash(seal) === seal.hash;
  return fits ? undefined : { what: 'seal_changed', seal: seal.number };
}

/** The first event that is not what was sealed, told by whether its neighbours are. */
async function eventFinding(
  { number: seal, lastEventId }: ShownSeal,
  leaves: readonly Buffer[],
  part: readonly SealedItem[],
  source: AsyncIterator<SealedItem>,
): Promise<Finding | undefined> {
  const place = leaves.findIndex((leaf, n) => !isLeaf(part[n], leaf));
  const leaf = leaves[place];
  if (leaf === undefined) return undefined;
  const event = part[place];
  if (event === undefined) return { what: 'events_missing', seal };
  const following = [...part.slice(place + 1), ...(await take(source, 1))];
  if (following.some((one) => isLeaf(one, leaf))) return { what: 'event_inserted', event: event.id, seal };
  const ahead = leaves.slice(place + 1);
  const isMissing = ahead.length === 0 ? event.id !== lastEventId : ahead.some((one) => isLeaf(event, one));
  return { what: isMissing ? 'event_missing' : 'event_changed', event: event.id, seal };
}

function isLeaf(event: SealedItem | undefined, leaf: Buffer): boolean {
  return event !== undefined && leafOf(event).equals(leaf);
}
