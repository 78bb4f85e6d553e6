import { accessSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const ending = fileURLToPath(new URL('./runtime.sh', import.meta.url));

/**
 * Variables by which Miniflare starts a runtime that ends with this process, however that ends. None where a shell
 * script cannot be run: there the runtime outlives a stack that was killed.
 */
export function runtimeVariables(): Readonly<Record<string, string>> {
  try {
    accessSync(ending, constants.X_OK);
  } catch {
    return {};
  }
  const ofMiniflare = createRequire(createRequire(import.meta.url).resolve('miniflare'));
  const workerd: { readonly default: string } = ofMiniflare('workerd');
  return { MINIFLARE_WORKERD_PATH: ending, KEYLINE_RUNTIME: workerd.default };
}
