import { type ProblemCatalogue, ProblemError, refusals, refuseCommon } from '@keyline/kernel';
import { notPermitted } from './caller.ts';

/** A loaded record that may carry its version and whether the caller may do this to it. */
interface LoadedRecord {
  readonly version?: number;
  readonly permitted?: boolean;
}

/**
 * Parts of the load that must be there: 404 with the named problem where one is not, 403 where the caller
 * sees it but may not do this.
 */
export function demand(
  loaded: Readonly<Record<string, unknown>>,
  required: Readonly<Record<string, string>>,
  problems: ProblemCatalogue,
  permission: string | null,
): void {
  for (const [part, code] of Object.entries(required)) {
    const record = loaded[part] as LoadedRecord | undefined;
    if (record === undefined) throw new ProblemError(refusals(problems)(code));
    if (record.permitted === false) throw notPermitted(permission ?? '');
  }
}

/** 412 when If-Match is sent and names another version than the record's. */
export function demandVersion(request: Request, record: LoadedRecord | undefined): void {
  const header = request.headers.get('If-Match');
  if (header === null || record?.version === undefined || names(header, `"${record.version}"`)) return;
  throw new ProblemError(
    refuseCommon('request.stale', {
      values: { currentVersion: record.version },
      members: { currentVersion: record.version },
      headers: { ETag: `"${record.version}"` },
    }),
  );
}

/** Whether If-None-Match names the representation that would be answered. */
export function isKnown(request: Request, tag: string | undefined): boolean {
  const header = request.headers.get('If-None-Match');
  return header !== null && tag !== undefined && names(header, tag);
}

/**
 * Whether a list of entity tags (RFC 9110, 13.1) names this one. `W/` does not count: a proxy that compresses
 * puts it before a tag of ours, and means the same version.
 */
function names(header: string, tag: string): boolean {
  if (header.trim() === '*') return true;
  return header.split(',').some((one) => one.trim().replace(/^W\//, '') === tag);
}
