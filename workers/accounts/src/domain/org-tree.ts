import type { orgUnits } from '@keyline/schema';

type Kind = (typeof orgUnits.$inferSelect)['kind'];

const order: readonly Kind[] = ['company', 'branch', 'department', 'grid'];

/** Whether a unit of this kind may stand below one of that kind: a level may be left out, none turned round. */
export function mayStandBelow(kind: Kind, parentKind: Kind): boolean {
  return order.indexOf(kind) > order.indexOf(parentKind);
}
