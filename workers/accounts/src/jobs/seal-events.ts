import { sealEvents as sealAll } from '@keyline/events';
import type { Job } from '@keyline/http';

/** Seals what was committed since the last minute, in all tenants: a change of the log is seen from then on. */
export const sealEvents: Job = {
  name: 'seal-events',
  async run({ system, runtime }) {
    await sealAll({ system, clock: runtime.clock });
  },
};
