/**
 * Has the Workers' process that is started next free whatever it holds no more each time it collects. Left to itself it
 * leaves most of that lying for tens of thousands of requests (an empty Worker behind a queue of the simulator grows from
 * 85 to 600 MiB), and memory would tell nothing about what the product holds. It costs speed.
 */
export function collectWholly(): void {
  process.env.MINIFLARE_WORKERD_V8_FLAGS = '--gc-global';
}
