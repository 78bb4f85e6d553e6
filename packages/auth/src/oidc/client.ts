import * as oauth from 'oauth4webapi';
import { boundedFetch, type FetchLimits, type Send, usualLimits } from './bounded-fetch.ts';
import { OidcFault } from './fault.ts';
import { faultOf } from './faults.ts';
import { createMetadataCache, type MetadataCache } from './metadata.ts';

/** A provider as a tenant knows it. */
export interface OidcProvider {
  readonly issuer: string;
  readonly clientId: string;
  /** Null: a public client, which proves itself by PKCE alone. */
  readonly clientSecret: string | null;
}

/** What a provider says of a person: `sub` is its own name for him. */
export type OidcClaims = Readonly<Record<string, unknown>> & { readonly sub: string };

export interface AuthorizationAsked {
  readonly provider: Pick<OidcProvider, 'issuer' | 'clientId'>;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

export interface ExchangeAsked {
  readonly provider: OidcProvider;
  readonly code: string;
  /** The `iss` that came back with the code, where one did. */
  readonly iss: string | undefined;
  readonly redirectUri: string;
  readonly nonce: string;
  readonly verifier: string;
  /** Claims that are asked for at the userinfo endpoint when the ID token has not all of them. */
  readonly wanted: readonly string[];
}

/** Talks to providers of OpenID Connect. `now` is real time, milliseconds. Everything throws OidcFault. */
export interface OidcClient {
  /** Where a person goes to prove who he is: code flow with PKCE (S256). */
  authorizationUrl(asked: AuthorizationAsked, now: number): Promise<string>;
  /** Exchanges the code, and gives what the provider says once all of it has been validated. */
  claimsOf(asked: ExchangeAsked, now: number): Promise<OidcClaims>;
}

/** By how much the clock of a provider may differ, seconds. */
const clockTolerance = 30;
const longestSubject = 255;

export interface OidcClientOptions {
  readonly send: Send;
  /** Whether providers without TLS are spoken to. */
  readonly allowHttp: boolean;
  readonly limits?: FetchLimits;
}

/** A client with a memory of its own of what providers publish. */
export function createOidcClient(options: OidcClientOptions): OidcClient {
  const common = {
    [oauth.customFetch]: boundedFetch(options.send, options.limits ?? usualLimits),
    [oauth.allowInsecureRequests]: options.allowHttp,
  };
  const cache = createMetadataCache(common);
  return {
    async authorizationUrl({ provider, redirectUri, scopes, state, nonce, verifier }, now) {
      const metadata = await cache.of(provider.issuer, now);
      const url = new URL(metadata.authorization_endpoint ?? '');
      const parameters = {
        response_type: 'code',
        client_id: provider.clientId,
        redirect_uri: redirectUri,
        scope: [...new Set(['openid', ...scopes])].join(' '),
        state,
        nonce,
        code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      };
      for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
      return url.href;
    },
    async claimsOf(asked, now) {
      const metadata = await cache.of(asked.provider.issuer, now);
      try {
        return await exchange(asked, metadata, cache, common);
      } catch (error) {
        throw faultOf(error, 'refused');
      }
    },
  };
}

type Common = Parameters<typeof createMetadataCache>[0] & oauth.TokenEndpointRequestOptions;

async function exchange(
  { provider, code, iss, redirectUri, nonce, verifier, wanted }: ExchangeAsked,
  metadata: oauth.AuthorizationServer,
  cache: MetadataCache,
  options: Common,
): Promise<OidcClaims> {
  const client: oauth.Client = {
    client_id: provider.clientId,
    [oauth.clockTolerance]: clockTolerance,
  };
  const returned = new URLSearchParams({ code, ...(iss !== undefined && { iss }) });
  const parameters = oauth.validateAuthResponse(metadata, client, returned, oauth.skipStateCheck);
  const authentication = authenticationOf(metadata, provider.clientSecret);
  const response = await oauth.authorizationCodeGrantRequest(
    metadata,
    client,
    authentication,
    parameters,
    redirectUri,
    verifier,
    options,
  );
  const result = await oauth.processAuthorizationCodeResponse(metadata, client, response, {
    expectedNonce: nonce,
    requireIdToken: true,
  });
  await verifySignature(provider.issuer, metadata, response, cache, options);
  const claims = oauth.getValidatedIdTokenClaims(result);
  if (claims === undefined || claims.sub.length > longestSubject) throw new OidcFault('refused', 'subject');
  if (claims.azp !== undefined && claims.azp !== provider.clientId) throw new OidcFault('refused', 'azp');
  if (metadata.userinfo_endpoint === undefined || wanted.every((name) => name in claims)) return claims;
  const info = await oauth.userInfoRequest(metadata, client, result.access_token, options);
  const further = await oauth.processUserInfoResponse(metadata, client, claims.sub, info);
  if (info.headers.get('Content-Type')?.startsWith('application/jwt')) {
    await verifySignature(provider.issuer, metadata, info, cache, options);
  }
  return { ...further, ...claims };
}

/** With the keys that are known; with fresh ones when these do not fit, since providers change their keys. */
async function verifySignature(
  issuer: string,
  metadata: oauth.AuthorizationServer,
  response: Response,
  cache: MetadataCache,
  options: Common,
): Promise<void> {
  try {
    await oauth.validateApplicationLevelSignature(metadata, response, options);
  } catch (error) {
    const fresh = error instanceof oauth.OperationProcessingError ? cache.withFreshKeys(issuer) : undefined;
    if (fresh === undefined) throw error;
    await oauth.validateApplicationLevelSignature(fresh, response, options);
  }
}

function authenticationOf(metadata: oauth.AuthorizationServer, secret: string | null): oauth.ClientAuth {
  if (secret === null) return oauth.None();
  const methods = metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  const posts = methods.includes('client_secret_post') && !methods.includes('client_secret_basic');
  return posts ? oauth.ClientSecretPost(secret) : oauth.ClientSecretBasic(secret);
}
