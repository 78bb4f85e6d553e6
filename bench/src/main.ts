import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Stack, startStack } from '@keyline/stack';
import { build } from 'esbuild';
import { measureBundles } from './bundles.ts';
import { measureEvents } from './events.ts';
import { measureImports } from './imports.ts';
import { measureInbox } from './inbox.ts';
import { measureLine } from './line.ts';
import { measureScale } from './scale.ts';
import { measureScopes } from './scopes.ts';
import { measureSignIns } from './sign-ins.ts';
import { measureSoak } from './soak.ts';
import { measureSweep } from './sweep.ts';
import { measureThroughput } from './throughput.ts';
import { measureTrips } from './trips.ts';
import { measureCalendar } from './working-time.ts';

/** Seconds of load per measurement, round and connection count. */
const seconds = Number(process.env.BENCH_SECONDS ?? '4');

interface Section {
  readonly title: string;
  run(stack: Stack): Promise<string>;
  /** It takes so long that it runs only where it is named. */
  readonly onlyNamed?: true;
}

const sections: Readonly<Record<string, Section>> = {
  trips: { title: 'Database round trips', run: measureTrips },
  throughput: {
    title: `Throughput against the floor (${seconds} s a run, median of 3 interleaved rounds)`,
    run: (stack) => measureThroughput(stack, seconds),
  },
  scale: { title: 'One tenant of 1,000 and one of 1,000,000 accounts', run: measureScale },
  scopes: { title: 'Lists of accounts by scope, 5,000 users', run: measureScopes },
  'sign-ins': {
    title: `Sign-ins against scrypt alone (${seconds} s a run, median of 3 interleaved rounds)`,
    run: (stack) => measureSignIns(stack, seconds),
  },
  sweep: { title: 'Sweeps of deadlines', run: () => measureSweep() },
  imports: { title: 'Imports of accounts', run: () => measureImports() },
  events: { title: 'Events from commit to reaction', run: () => measureEvents() },
  inbox: {
    title: 'From an event to the inbox, 50 events/s',
    run: (stack) => measureInbox(stack, 10),
  },
  line: { title: 'From a lead to the contract draft', run: () => measureLine() },
  soak: { title: 'Soak of the whole line', run: () => measureSoak(), onlyNamed: true },
  calendar: {
    title: 'Due times and working time (one core, median of 5 rounds)',
    run: () => measureCalendar(),
  },
  bundles: { title: 'Bundles', run: () => measureBundles() },
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => sections[name] === undefined);
if (unknown.length > 0) {
  console.error(
    `There is no section ${unknown.join(', ')}: choose among ${Object.keys(sections).join(', ')}.`,
  );
  process.exit(2);
}

const directory = await mkdtemp(join(tmpdir(), 'keyline-bench-'));
const floor = join(directory, 'floor.js');
await build({
  entryPoints: [join(import.meta.dirname, 'floor/worker.ts')],
  outfile: floor,
  bundle: true,
  format: 'esm',
  conditions: ['workerd', 'worker', 'browser'],
  external: ['node:*', 'cloudflare:*'],
  logLevel: 'error',
});
const stack = await startStack({
  directory: join(directory, 'data'),
  port: 0,
  bundles: 'wrangler',
  scripts: { contracts: floor },
  environment: 'test',
  clock: 'system',
  signUp: 'open',
});
try {
  console.log(
    `${new Date().toISOString().slice(0, 10)}, ${cpus()[0]?.model}, ${cpus().length} cores, Node ${process.version}, database durable before every answer (synchronous full)\n`,
  );
  for (const [name, { title, run, onlyNamed }] of Object.entries(sections)) {
    if (wanted.length === 0 ? !onlyNamed : wanted.includes(name))
      console.log(`## ${title}\n\n${await run(stack)}\n`);
  }
} finally {
  await stack.stop();
  await rm(directory, { recursive: true, force: true });
}
