import type { Domain } from '@keyline/http';
import type { EventKind } from '@keyline/protocol';

/** Where the catalogue and a Worker disagree about who reacts to what: such an event would wait for ever. */
export function reactionFindings(
  domains: readonly Domain[],
  catalogue: Readonly<Record<string, EventKind>>,
): string[] {
  return domains.flatMap(({ name, reactions }) => {
    const types = reactions.flatMap(({ on }) => on);
    const takesAll = types.includes('*');
    const named = Object.entries(catalogue)
      .filter(([, { consumers }]) => consumers.some((consumer) => consumer === name))
      .map(([type]) => type);
    return [
      ...named
        .filter((type) => !takesAll && !types.includes(type))
        .map((type) => `${name} has no reaction to ${type}, which the catalogue sends it`),
      ...types
        .filter((type) => type !== '*' && !named.includes(type))
        .map((type) => `${name} reacts to ${type}, which the catalogue sends nobody by that name`),
      ...types
        .filter((type, index) => types.indexOf(type) !== index)
        .map((type) => `${name} has two reactions to ${type}`),
    ];
  });
}

/** `handover.started` -> `on-handover-started.ts`; one for several is named by what they share. */
export const reactionFile = /^on-[a-z]+(-[a-z0-9]+)*(\.test)?\.ts$/;
