import { type Contents, rowsOfTenant } from '@keyline/testkit';
import { textOf } from './exchange-findings.ts';
import { idsIn } from './ids.ts';
import type { Exchange } from './world.ts';

/** Ids and texts that one tenant has and the other has not: each gives the tenant away where it is seen. */
export interface Belongings {
  readonly ids: readonly string[];
  readonly texts: readonly string[];
}

/** Shorter texts are words of the program or stand in everybody's rows. */
const shortestText = 6;

export function belongingsOf(contents: Contents, tenantId: string): Belongings {
  const own = rowsOfTenant(contents, tenantId);
  const others = [...contents].map(([, rows]) => rows.filter((row) => row.tenant_id !== tenantId));
  const elsewhere = JSON.stringify(others);
  const values = [...own].flatMap(([, rows]) => rows.flatMap((row) => Object.values(row)));
  const texts = values.filter((value): value is string => typeof value === 'string' && !/^[[{]/.test(value));
  const only = (list: readonly string[]) => [...new Set(list)].filter((one) => !elsewhere.includes(one));
  return { ids: only(idsIn(own)), texts: only(texts.filter((text) => text.length >= shortestText)) };
}

/** What of the belongings an answer shows that its request did not name. */
export function shownBy({ request, asked, path, answer }: Exchange, { ids, texts }: Belongings): string[] {
  const shown = textOf(answer);
  const sent = JSON.stringify([request, asked.body, decodeURIComponent(path)]);
  return [...ids, ...texts].filter((one) => isShown(shown, one) && !sent.includes(one));
}

/** Examples end names with a number: one that goes on with a digit is another name. */
function isShown(shown: string, one: string): boolean {
  let at = shown.indexOf(one);
  while (at >= 0 && /\d/.test(shown.charAt(at + one.length))) at = shown.indexOf(one, at + 1);
  return at >= 0;
}
