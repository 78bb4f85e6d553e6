import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** About what a native object holds outside of the JavaScript heap, in KiB. */
export const STATEMENT_KIB = 5;
export const CONNECTION_KIB = 400;

const COLLECT_AFTER_KIB = 16 * 1024;

let garbageKib = 0;
let collectGarbage: (() => void) | undefined;

/**
 * Notes native objects that are let go of, or will be in the course of things. The native library has no way to free a statement, and closes a
 * connection with the last of its statements: both happen when JavaScript collects their wrappers. Those are tiny, so
 * the collector sees no reason to run while memory and open files pile up behind them; it is asked to now and then.
 */
export function noteNativeGarbage(kib: number): void {
  garbageKib += kib;
  if (garbageKib < COLLECT_AFTER_KIB) return;
  garbageKib = 0;
  collectGarbage ??= exposeCollector();
  setImmediate(collectGarbage).unref();
}

function exposeCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc');
}
