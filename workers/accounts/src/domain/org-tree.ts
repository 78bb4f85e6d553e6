import type { Text } from '@keyline/kernel';
import type { orgUnits } from '@keyline/schema';

type Kind = (typeof orgUnits.$inferSelect)['kind'];

/** What each kind of unit is called inside a sentence. */
export const orgUnitKindWords: Readonly<Record<Kind, Text>> = {
  company: { en: 'company', 'zh-CN': '公司' },
  branch: { en: 'branch', 'zh-CN': '分公司' },
  department: { en: 'department', 'zh-CN': '科室' },
  grid: { en: 'grid', 'zh-CN': '网格' },
};

const order: readonly Kind[] = ['company', 'branch', 'department', 'grid'];

/** Whether a unit of this kind may stand below one of that kind: a level may be left out, none turned round. */
export function mayStandBelow(kind: Kind, parentKind: Kind): boolean {
  return order.indexOf(kind) > order.indexOf(parentKind);
}

/** The path of a unit below a parent. */
export function pathBelow(parent: { readonly path: string }, id: string): string {
  return `${parent.path}${id}/`;
}

/** Whether a unit is the other one or stands anywhere below it. */
export function isWithin(unit: { readonly path: string }, other: { readonly path: string }): boolean {
  return unit.path.startsWith(other.path);
}
