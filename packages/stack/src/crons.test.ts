import { describe, expect, test } from 'vitest';
import { fireCrons } from './crons.ts';
import { domainWorkerNames, type WorkerName } from './project.ts';

function recording(broken?: WorkerName) {
  const fired: [WorkerName, number][] = [];
  return {
    fired,
    workers: {
      edgeUrl: () => new URL('http://127.0.0.1:1'),
      fireRelay: async () => undefined,
      stop: async () => undefined,
      async fireCron(worker: WorkerName, at: number) {
        if (worker === broken) throw new Error(`${worker} threw`);
        fired.push([worker, at]);
      },
    },
  };
}
const at = '2026-03-02T09:00:00+08:00';
const instant = Date.UTC(2026, 2, 2, 1);

describe('firing crons', () => {
  test('fires every domain Worker for the instant', async () => {
    const { fired, workers } = recording();
    await fireCrons(workers, { at });
    expect(fired).toEqual(domainWorkerNames.map((name) => [name, instant]));
  });

  test('fires one Worker by its name', async () => {
    const { fired, workers } = recording();
    await fireCrons(workers, { at, worker: 'tickets' });
    expect(fired).toEqual([['tickets', instant]]);
  });

  test('tells of a Worker that failed, after the others have done their work', async () => {
    const { fired, workers } = recording('accounts');
    await expect(fireCrons(workers, { at })).rejects.toThrow('accounts threw');
    expect(fired).toHaveLength(domainWorkerNames.length - 1);
  });

  test.each([
    [{ at: 'tomorrow' }, '"tomorrow" is no instant.'],
    [{ at: '2026-02-30T00:00:00Z' }, '"2026-02-30T00:00:00Z" is no instant.'],
    [{ at: '2026-03-02 09:00' }, '"2026-03-02 09:00" is no instant.'],
    [{ at, worker: 'edge' }, 'No Worker "edge".'],
  ])('refuses %o', async (request, line) => {
    const { fired, workers } = recording();
    await expect(fireCrons(workers, request)).rejects.toThrow(line);
    expect(fired).toEqual([]);
  });
});
