import * as oauth from 'oauth4webapi';
import { OidcFault } from './fault.ts';
import { faultOf } from './faults.ts';

/** What one isolate remembers of providers. */
export interface MetadataCache {
  /** How the provider describes itself. Throws OidcFault. `now` is real time. */
  of(issuer: string, now: number): Promise<oauth.AuthorizationServer>;
  /** The same description without the keys that were read for it, from now on. */
  withFreshKeys(issuer: string): oauth.AuthorizationServer | undefined;
}

export interface DiscoveryOptions {
  readonly [oauth.customFetch]: (
    url: string,
    options: oauth.CustomFetchOptions<'GET', undefined>,
  ) => Promise<Response>;
  readonly [oauth.allowInsecureRequests]: boolean;
}

/** A description is read anew after ten minutes; keys belong to the object of the description. */
const maxAgeMs = 10 * 60_000;
const mostProviders = 200;

/** Remembers descriptions; the oldest go first. A failed reading is remembered by nobody. */
export function createMetadataCache(options: DiscoveryOptions): MetadataCache {
  const known = new Map<string, { readonly metadata: oauth.AuthorizationServer; readonly readAt: number }>();
  return {
    async of(issuer, now) {
      const entry = known.get(issuer);
      if (entry !== undefined && now - entry.readAt < maxAgeMs) return entry.metadata;
      const metadata = await discover(issuer, options);
      known.delete(issuer);
      known.set(issuer, { metadata, readAt: now });
      const [oldest] = known.keys();
      if (known.size > mostProviders && oldest !== undefined) known.delete(oldest);
      return metadata;
    },
    withFreshKeys(issuer) {
      const entry = known.get(issuer);
      if (entry === undefined) return undefined;
      const metadata = { ...entry.metadata };
      known.set(issuer, { ...entry, metadata });
      return metadata;
    },
  };
}

async function discover(issuer: string, options: DiscoveryOptions): Promise<oauth.AuthorizationServer> {
  try {
    const url = new URL(issuer);
    const metadata = await oauth.processDiscoveryResponse(url, await oauth.discoveryRequest(url, options));
    const schemes = options[oauth.allowInsecureRequests] ? ['https:', 'http:'] : ['https:'];
    for (const endpoint of ['authorization_endpoint', 'token_endpoint', 'jwks_uri'] as const) {
      const text = metadata[endpoint] ?? '';
      if (!URL.canParse(text) || !schemes.includes(new URL(text).protocol)) {
        throw new OidcFault('misconfigured', `no_${endpoint}`);
      }
    }
    return metadata;
  } catch (error) {
    throw faultOf(error, 'misconfigured');
  }
}
