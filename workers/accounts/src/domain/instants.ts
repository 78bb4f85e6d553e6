import { toInstant } from '@keyline/kernel';

/** A stored instant as the API writes it; nothing stays nothing. */
export function instantOf(milliseconds: number | null): string | null {
  return milliseconds === null ? null : toInstant(milliseconds);
}
