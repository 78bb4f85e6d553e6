import * as oauth from 'oauth4webapi';
import { OidcFault } from './fault.ts';

/** Errors of a token endpoint (RFC 6749, 5.2) that are about this client, not about the person. */
const aboutClient = new Set([
  'invalid_client',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
]);

/** Faults of the form of an answer: no provider of OpenID Connect, or one that is set up wrongly, answers so. */
const aboutForm: ReadonlySet<string | undefined> = new Set([
  oauth.RESPONSE_IS_NOT_CONFORM,
  oauth.RESPONSE_IS_NOT_JSON,
  oauth.PARSE_ERROR,
  oauth.HTTP_REQUEST_FORBIDDEN,
  oauth.REQUEST_PROTOCOL_FORBIDDEN,
  oauth.MISSING_SERVER_METADATA,
  oauth.INVALID_SERVER_METADATA,
]);

/** What was thrown, as a fault of the provider. What is no fault of a provider is thrown again. */
export function faultOf(thrown: unknown, otherwise: 'misconfigured' | 'refused'): OidcFault {
  if (thrown instanceof OidcFault) return thrown;
  if (thrown instanceof oauth.ResponseBodyError) {
    const known = aboutClient.has(thrown.error) || thrown.error === 'invalid_grant';
    return new OidcFault(
      aboutClient.has(thrown.error) ? 'misconfigured' : 'refused',
      known ? thrown.error : 'error_of_the_provider',
    );
  }
  if (thrown instanceof oauth.WWWAuthenticateChallengeError)
    return new OidcFault('misconfigured', thrown.code);
  if (thrown instanceof oauth.UnsupportedOperationError) return new OidcFault(otherwise, thrown.code);
  if (thrown instanceof oauth.OperationProcessingError) {
    const { code = 'unknown' } = thrown;
    return new OidcFault(aboutForm.has(code) ? 'misconfigured' : otherwise, code);
  }
  throw thrown;
}
