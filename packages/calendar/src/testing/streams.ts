import * as fc from 'fast-check';
import { type SlaEvent, slaEventTypes } from '../sla/model.ts';

/** When the ticket of every stream comes: two days before the Spring Festival. */
export const streamStart = Date.parse('2026-02-12T01:00:00Z');

/** A ticket and up to thirty things that happened to it, in order, some in the same second. */
export const streams = fc
  .array(
    fc.record({
      type: fc.constantFrom(...slaEventTypes.filter((type) => type !== 'created')),
      gap: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 200_000 })),
    }),
    { maxLength: 30 },
  )
  .map((steps) => {
    let at = streamStart;
    const later = steps.map(({ type, gap }, index): SlaEvent => {
      at += gap * 1000;
      return { type, at, order: index + 1 };
    });
    return [{ type: 'created', at: streamStart, order: 0 } as SlaEvent, ...later];
  });

/** A stream, and the same told late, out of order and twice. */
export const mixed = streams.chain((events) =>
  fc
    .shuffledSubarray([...events, ...events], { minLength: events.length * 2 })
    .map((shuffled) => ({ events, shuffled })),
);
