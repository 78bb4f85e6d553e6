import { afterAll } from 'vitest';
import { takeAwayLeftovers } from './leftovers.ts';

// Vitest runs this before each test file. A process runs many: what one leaves must not pile up.
afterAll(takeAwayLeftovers);
