import * as v from 'valibot';

/**
 * The name that a new tenant takes in addresses and at sign-in: 3 to 40 lower-case letters and digits, from a letter
 * on, with single hyphens inside. Two in a row would make room for look-alikes (`xn--`).
 */
export const newSlugField = v.pipe(
  v.string(),
  v.regex(/^(?=.{3,40}$)[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, 'slug'),
  v.metadata({ examples: ['xian'] }),
);

/**
 * Names that no tenant takes: they are, or may become, addresses of the service itself, names that people take for
 * the operator's, or mailboxes that mail standards keep (RFC 2142).
 */
export const reservedSlugs: ReadonlySet<string> = new Set([
  // The service and its parts.
  ...[
    'keyline',
    'www',
    'api',
    'app',
    'apps',
    'edge',
    'console',
    'portal',
    'cdn',
    'static',
    'assets',
    'files',
  ],
  ...['accounts', 'opportunities', 'contracts', 'tickets', 'notifications', 'webhooks', 'tenants', 'healthz'],
  // What speaks for its operator.
  ...['admin', 'administrator', 'root', 'system', 'operator', 'support', 'help', 'status', 'docs', 'blog'],
  ...['billing', 'legal', 'privacy', 'security', 'about', 'contact', 'official'],
  // Where people sign in.
  ...[
    'auth',
    'login',
    'logout',
    'signin',
    'sign-in',
    'signup',
    'sign-up',
    'oauth',
    'oidc',
    'sso',
    'identity',
  ],
  // Mail and hosts.
  ...[
    'mail',
    'email',
    'smtp',
    'imap',
    'pop3',
    'ftp',
    'dns',
    'ns1',
    'ns2',
    'localhost',
    'no-reply',
    'noreply',
  ],
  ...['abuse', 'postmaster', 'hostmaster', 'webmaster', 'info', 'marketing', 'sales', 'noc'],
]);
