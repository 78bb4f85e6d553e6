const flags = 'MINIFLARE_WORKERD_V8_FLAGS';

/**
 * Runs something with Workers that free, each time they collect, whatever they hold no more. Left to itself V8 leaves most
 * of that lying for tens of thousands of requests (an empty Worker behind a queue of the simulator grows from 85 to 600
 * MiB), and memory would tell nothing about what the product holds. It costs speed: stacks started afterwards are as usual.
 */
export async function collectingWholly<T>(run: () => Promise<T>): Promise<T> {
  const before = process.env[flags];
  process.env[flags] = '--gc-global';
  try {
    return await run();
  } finally {
    if (before === undefined) delete process.env[flags];
    else process.env[flags] = before;
  }
}
