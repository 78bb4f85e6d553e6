import type { Operation } from '@keyline/http';
import { walkPages } from '../queries/walk-pages.ts';
import type { Matrix } from './matrix.ts';
import { canLie, isInScope, type KindName, kindOf, type Place, places } from './places.ts';
import { holds, roleTable } from './role-table.ts';

/**
 * Where a list shows a role other records than the table says, one sentence each. One record lies in each place,
 * so the world has to be new.
 */
export async function listFindings(
  { world, cast, here, there }: Matrix,
  operation: Operation,
  kind: KindName,
): Promise<string[]> {
  const { seenBy, make } = kindOf(kind);
  const lying: { readonly place: Place; readonly id: string }[] = [];
  for (const place of places.filter((one) => canLie(kind, one))) {
    const { answer } = await (place === 'other tenant' ? there : here).run(make);
    lying.push({ place, id: (answer.body as { readonly id: string }).id });
  }
  const findings: string[] = [];
  for (const player of cast.players.filter(({ role }) => holds(role, seenBy))) {
    const expected = lying.filter(({ place }) => isInScope(player.role, place)).map(({ place }) => place);
    for (const { place, id } of lying) {
      if (place === 'other tenant') continue;
      const isPartners = place === 'partner' && roleTable[player.role].scopes.includes('partner');
      await cast.place(kind, id, player, place === 'partner' && !isPartners ? 'other unit' : place);
    }
    const shown = await walkPages(world, { operation, variant: {}, caller: player.token, limit: 200 });
    const seen = shown.map((id) => lying.find((one) => one.id === id)?.place ?? `stranger ${id}`);
    if (JSON.stringify(seen.toSorted()) !== JSON.stringify(expected.toSorted())) {
      findings.push(`${player.role} is shown [${seen}] where [${expected}] are due`);
    }
  }
  return findings;
}
