import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** The two processes of a stack: workerd with all Workers, and the database. */
export type Part = 'workers' | 'database';

export interface StackProcess {
  readonly pid: number;
  readonly part: Part;
}

/** The processes of stacks that this one has started. */
export async function stackProcesses(): Promise<readonly StackProcess[]> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)]);
  return stdout.split('\n').flatMap((line): StackProcess[] => {
    const pid = Number.parseInt(line, 10);
    if (/workerd\b.* serve /.test(line)) return [{ pid, part: 'workers' }];
    return /libsql-server/.test(line) ? [{ pid, part: 'database' }] : [];
  });
}

/** What lies in memory (resident), MiB. */
export async function residentMiB(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmRSS:\s*(\d+) kB/.exec(status)?.[1] ?? 0) / 1_024;
}

/** User and system time of a process; Linux counts it in hundredths of a second. */
export async function workedSeconds(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const [user = 0, system = 0] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number);
  return (user + system) / 100;
}

/** One figure of each of these processes, summed by part. */
export async function byPart(
  processes: readonly StackProcess[],
  figure: (pid: number) => Promise<number>,
): Promise<Readonly<Record<Part, number>>> {
  const sums = { workers: 0, database: 0 };
  for (const { pid, part } of processes) sums[part] += await figure(pid);
  return sums;
}
