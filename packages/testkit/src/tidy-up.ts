import { afterAll } from 'vitest';
import { dropTestDatabases } from './database.ts';

// Vitest runs this before each test file. A process runs many: what one leaves must not pile up.
afterAll(dropTestDatabases);
