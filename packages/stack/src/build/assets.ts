import { appendFile, cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { assetHeaders, buildDocs } from '@keyline/http/docs';
import { openApiDocument, problemsOfApi } from '@keyline/http/openapi';
import { domains } from '../domains.ts';
import { inProject } from '../project.ts';
import { readVersion } from '../version.ts';

/**
 * Collects what the edge serves beside its routes into one folder: its own public files, the API's document,
 * and its reference. What was in the folder before is gone.
 */
export async function buildAssets(outDir: string = inProject('dist/assets')): Promise<void> {
  await rm(outDir, { recursive: true, force: true });
  await mkdir(outDir, { recursive: true });
  await cp(inProject('workers/edge/public'), outDir, { recursive: true });
  const document = openApiDocument({ title: 'Keyline', version: await readVersion(), domains });
  await buildDocs(outDir, document, problemsOfApi(domains));
  await appendFile(join(outDir, '_headers'), `\n${assetHeaders()}`);
}
