import { type Block, blockDays, blockOf, type Rules } from './block.ts';
import type { CalendarDefinition } from './definition.ts';
import { dayMs } from './local-time.ts';
import { zoneOf } from './zone.ts';

/** A calendar that can be calculated with. It works days out when first asked about them, and remembers them. */
export interface Calendar {
  readonly definition: CalendarDefinition;
  /** The block of this index. */
  block(index: number): Block;
  /** The index of the block in which the instant (milliseconds) lies. */
  indexAt(at: number): number;
}

/** Blocks that one calendar remembers: 22 years. */
const blocksKept = 64;

/**
 * Makes a calendar of a definition without findings. Throws RangeError when its zone does not exist.
 */
export function compileCalendar(definition: CalendarDefinition): Calendar {
  const rules: Rules = {
    definition,
    zone: zoneOf(definition.timeZone),
    exceptions: new Map(definition.exceptions?.map((exception) => [exception.date, exception])),
    knownYears: definition.knownYears && new Set(definition.knownYears),
  };
  const blocks = new Map<number, Block>();
  function block(index: number): Block {
    const known = blocks.get(index);
    if (known !== undefined) return known;
    const made = blockOf(rules, index);
    if (blocks.size >= blocksKept) blocks.clear();
    blocks.set(index, made);
    return made;
  }
  return {
    definition,
    block,
    indexAt(at) {
      const near = Math.floor(at / (blockDays * dayMs));
      const { from, until } = block(near);
      if (at < from) return near - 1;
      return at < until ? near : near + 1;
    },
  };
}
