import * as v from 'valibot';
import { domainWorkersOf } from './members.ts';
import { parseToml } from './toml.ts';
import type { Tree } from './tree.ts';

const configuration = v.object({
  name: v.optional(v.string()),
  main: v.optional(v.string()),
  workers_dev: v.optional(v.boolean()),
  preview_urls: v.optional(v.boolean()),
  placement: v.optional(v.object({ region: v.string() })),
  triggers: v.optional(v.object({ crons: v.array(v.string()) })),
  vars: v.optional(v.record(v.string(), v.unknown()), {}),
  assets: v.optional(v.object({ run_worker_first: v.array(v.string()) })),
  services: v.optional(v.array(v.object({ binding: v.string(), service: v.string() })), []),
  r2_buckets: v.optional(v.array(v.object({ binding: v.string(), bucket_name: v.string() })), []),
  queues: v.optional(
    v.object({
      producers: v.optional(v.array(v.object({ binding: v.string(), queue: v.string() })), []),
      consumers: v.optional(
        v.array(v.object({ queue: v.string(), dead_letter_queue: v.optional(v.string()) })),
        [],
      ),
    }),
    {},
  ),
});

export type WranglerFile = v.InferOutput<typeof configuration>;

/** Reads a wrangler file of the tree; a file that is not there has nothing in it. */
export function wranglerFileOf(tree: Tree, path: string): WranglerFile {
  return v.parse(configuration, parseToml(tree.get(path) ?? ''));
}

/** The variables a Worker reads: those it cannot do without, and those it can. */
export interface Variables {
  readonly needed: readonly string[];
  readonly optional: readonly string[];
}

/** What the wrangler files say against architecture.md: names, reach, placement, crons, queues, services, variables. */
export function wranglerFindings(tree: Tree, variablesOf: (worker: string) => Variables): string[] {
  const workers = domainWorkersOf(tree).map((member) => member.replace('workers/', ''));
  return [
    ...workers.flatMap((worker) => {
      const path = `workers/${worker}/wrangler.toml`;
      const file = wranglerFileOf(tree, path);
      const findings = [
        ...placeFindings(worker, file),
        ...queueFindings(worker, workers, file),
        ...variableFindings(tree, worker, file, variablesOf(worker)),
      ];
      return findings.map((finding) => `${path} ${finding}`);
    }),
    ...edgeFindings(workers, wranglerFileOf(tree, 'wrangler.toml')).map(
      (finding) => `wrangler.toml ${finding}`,
    ),
  ];
}

function placeFindings(worker: string, file: WranglerFile): string[] {
  const expected: [boolean, string][] = [
    [file.name === `keyline-${worker}`, `is not named keyline-${worker}`],
    [file.main === 'src/worker.ts', 'does not run src/worker.ts'],
    [file.workers_dev === false && file.preview_urls === false, 'has an address of its own'],
    [file.placement !== undefined, 'is not placed beside the database'],
    [
      file.triggers?.crons.length === 1 && file.triggers.crons[0] === '* * * * *',
      'has no cron at every minute',
    ],
  ];
  return expected.filter(([holds]) => !holds).map(([, says]) => says);
}

/** The queue that brings a Worker its events. */
export function queueOf(worker: string): string {
  return worker === 'notifications' ? worker : `events-${worker}`;
}

/** Queues of one Worker alone, by which it wakes itself, with the binding. */
const ownQueues: Readonly<Record<string, { readonly queue: string; readonly binding: string }>> = {
  notifications: { queue: 'deliveries', binding: 'DELIVERIES' },
};

/** What comes by the thousand goes to a queue of its own, to which every Worker sends. */
const slowLane = { worker: 'notifications', queue: 'notifications-bulk', binding: 'NOTIFICATIONS_BULK' };

function queueFindings(worker: string, workers: readonly string[], { queues }: WranglerFile): string[] {
  const own = queueOf(worker);
  const beside = ownQueues[worker];
  const slow = worker === slowLane.worker ? slowLane.queue : undefined;
  const [consumer, dead, ...others] = (queues.consumers ?? []).filter(
    ({ queue }) => queue !== beside?.queue && queue !== slow,
  );
  const produced = (queues.producers ?? []).map(({ binding, queue }) => `${binding} ${queue}`);
  const wanted = [
    ...workers.map((name) => `${queueOf(name).replace('-', '_').toUpperCase()} ${queueOf(name)}`),
    ...(workers.includes(slowLane.worker) ? [`${slowLane.binding} ${slowLane.queue}`] : []),
    ...(beside === undefined ? [] : [`${beside.binding} ${beside.queue}`]),
  ];
  return [
    ...(consumer?.queue === own && others.length === 0
      ? []
      : [`does not consume ${own} and its dead letters alone`]),
    ...(dead?.queue === `${own}-dead` ? [] : [`does not keep what lies in ${own}-dead`]),
    ...(consumer?.dead_letter_queue === `${own}-dead` ? [] : [`has no dead letters in ${own}-dead`]),
    ...wanted.filter((one) => !produced.includes(one)).map((one) => `cannot send by ${one}`),
    ...produced
      .filter((one) => !wanted.includes(one))
      .map((one) => `sends by ${one}, which is no queue of ours`),
  ];
}

/** Needed and neither there nor named, beside what is there and read by nobody. */
function variableFindings(tree: Tree, worker: string, file: WranglerFile, read: Variables): string[] {
  const comments = (tree.get(`workers/${worker}/wrangler.toml`) ?? '').match(/#.*/g)?.join('\n') ?? '';
  const readme = tree.get(`workers/${worker}/README.md`) ?? '';
  const isDocumented = (name: string) => new RegExp(`\\b${name}\\b`).test(comments + readme);
  const known = [...read.needed, ...read.optional];
  const set = [...Object.keys(file.vars), ...file.r2_buckets.map(({ binding }) => binding)];
  return [
    ...read.needed
      .filter((name) => !set.includes(name) && !isDocumented(name))
      .map((name) => `neither sets ${name} nor says who does`),
    ...set.filter((name) => !known.includes(name)).map((name) => `sets ${name}, which nobody reads`),
  ];
}

function edgeFindings(workers: readonly string[], { name, main, services }: WranglerFile): string[] {
  const bound = services.map(({ binding, service }) => `${binding} ${service}`);
  const wanted = workers.map((worker) => `${worker.toUpperCase()} keyline-${worker}`);
  return [
    ...(name === 'keyline' && main === 'workers/edge/src/worker.ts'
      ? []
      : ['does not run the edge Worker as keyline']),
    ...wanted.filter((one) => !bound.includes(one)).map((one) => `does not bind ${one}`),
    ...bound.filter((one) => !wanted.includes(one)).map((one) => `binds ${one}, which is no Worker of ours`),
  ];
}
