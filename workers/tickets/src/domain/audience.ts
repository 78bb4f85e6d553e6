import { anywhere, nearest, type Organisation, type Party, type ProcessRecord } from '@keyline/process';

/**
 * Whom an alert reaches: its owner; whoever holds a role in the unit of the ticket, else in the nearest unit above,
 * else anywhere, at last the administrators. Each once.
 */
export function audienceOf(
  words: readonly string[],
  { ownerId }: Pick<ProcessRecord, 'ownerId'>,
  organisation: Organisation,
): readonly Party[] {
  const parties = words.map((word): Party => {
    if (word === 'owner' && ownerId !== null) return { userId: ownerId };
    const role = word === 'owner' ? 'administrator' : word;
    const { party } = nearest(organisation, role);
    return 'role' in party && party.role === role ? party : anywhere(organisation, role);
  });
  return [...new Map(parties.map((party) => [JSON.stringify(party), party])).values()];
}
