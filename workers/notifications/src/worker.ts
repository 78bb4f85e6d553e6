import { createWorker } from '@keyline/http';
import { domain } from './app.ts';

export default createWorker(domain);
