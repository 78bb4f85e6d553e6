import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** About what a native object holds outside of the JavaScript heap, in KiB. */
export const STATEMENT_KIB = 5;
export const CONNECTION_KIB = 400;

/** So much may wait for the collector; or a quarter of the heap, which it goes through as a whole each time. */
const LEAST_TO_COLLECT_KIB = 16 * 1024;
const SHARE_OF_HEAP = 1 / 4;

let garbageKib = 0;
let collectGarbage: (() => void) | undefined;

/**
 * Notes native objects that are let go of, or will be in the course of things. The native library has no way to free a statement, and closes a
 * connection with the last of its statements: both happen when JavaScript collects their wrappers. Those are tiny, so
 * the collector sees no reason to run while memory and open files pile up behind them; it is asked to now and then.
 */
export function noteNativeGarbage(kib: number): void {
  garbageKib += kib;
  if (garbageKib < LEAST_TO_COLLECT_KIB || garbageKib < heapKib() * SHARE_OF_HEAP) return;
  garbageKib = 0;
  collectGarbage ??= exposeCollector();
  setImmediate(collectGarbage).unref();
}

const heapKib = () => getHeapStatistics().used_heap_size / 1024;

function exposeCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc');
}
