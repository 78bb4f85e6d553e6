/** A server that takes mail. */
export interface MailServer {
  readonly hostname: string;
  readonly port: number;
  /** `on`: TLS from the start; `starttls`: asked for, and nothing is sent without; `off`: none. */
  readonly tls: 'on' | 'starttls' | 'off';
  readonly credentials?: { readonly user: string; readonly password: string };
}

/**
 * Reads `smtp://user:password@host:587` (STARTTLS) or `smtps://user:password@host:465` (TLS); `?tls=off` on the first
 * leaves out the encryption, for a server on the same machine. Undefined for anything else.
 */
export function parseMailServer(text: string): MailServer | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^smtps?:$/.test(url.protocol) || url.hostname === '') return undefined;
  const isSecure = url.protocol === 'smtps:';
  const tls = url.searchParams.get('tls');
  if ([...url.searchParams.keys()].some((name) => name !== 'tls') || (tls !== null && tls !== 'off'))
    return undefined;
  if (isSecure && tls !== null) return undefined;
  const user = decodeURIComponent(url.username);
  return {
    hostname: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? (isSecure ? 465 : 587) : Number(url.port),
    tls: isSecure ? 'on' : tls === 'off' ? 'off' : 'starttls',
    ...(user !== '' && { credentials: { user, password: decodeURIComponent(url.password) } }),
  };
}
