import { createWorkerInParts } from '@keyline/http';
import { everyday } from './everyday.ts';

export default createWorkerInParts(everyday, async () => (await import('./app.ts')).domain);
