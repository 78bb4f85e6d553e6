import type { Answer, Asked } from '@keyline/testkit';
import { type Company, givenCompany } from './given-company.ts';
import { clientSecret, type RealProvider, redirectUri } from './oidc-provider.ts';
import type { Json, ProblemBody } from './records.ts';
import { askTokens, type Tokens } from './sign-in.ts';

/** What a browser has of a sign-in that it began. */
export interface Begun {
  readonly authorizationUrl: string;
  readonly state: string;
  readonly binding: string;
  readonly expiresIn: number;
}

export const slug = 'xian';

/** A company with a slug to sign in by, whose Worker reaches providers over the network. */
export async function companyOnNetwork(options: Parameters<typeof givenCompany>[0] = {}): Promise<Company> {
  const bindings = { IDENTITY_PROVIDERS: undefined, ...options.bindings };
  const company = await givenCompany({ ...options, bindings });
  await company.database.execute('UPDATE directory SET slug = ?', [slug]);
  return company;
}

let serial = 0;

/** Sets up the provider in the company, as a confidential client that asks for everything. */
export async function setUp(company: Company, real: RealProvider, fields: object = {}): Promise<Json> {
  serial += 1;
  const body = {
    name: `统一认证 ${serial}`,
    issuer: real.issuer,
    clientId: 'keyline',
    clientSecret,
    redirectUris: [redirectUri],
    scopes: ['profile', 'email', 'groups'],
    ...fields,
  };
  const answer = await company.admin.request<Json>('POST', '/v1/identity-providers', { body });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return answer.body;
}

export function begin(
  { worker }: Company,
  providerId: string,
  fields: object = {},
): Promise<Answer<Begun & ProblemBody>> {
  const body = { tenant: slug, providerId, redirectUri, ...fields };
  return worker.request('POST', '/v1/auth/oidc/start', { body });
}

/** What the page at the redirect address sends: what came back, and what it kept. */
export function grantOf(begun: Begun, returned: URL) {
  const { searchParams } = returned;
  const iss = searchParams.get('iss');
  return {
    grantType: 'oidc',
    state: searchParams.get('state') ?? '',
    code: searchParams.get('code') ?? '',
    binding: begun.binding,
    ...(iss !== null && { iss }),
  };
}

/** The whole way of one person, up to the grant. */
export async function wayBack(company: Company, real: RealProvider, providerId: string, subject: string) {
  const { body: begun } = await begin(company, providerId);
  return { begun, grant: grantOf(begun, await real.visit(begun.authorizationUrl, subject)) };
}

/** The whole way of one person, through to the tokens or the problem. */
export async function signInBy(
  company: Company,
  real: RealProvider,
  providerId: string,
  subject: string,
  asked: Asked = {},
): Promise<Answer<Tokens & ProblemBody>> {
  return askTokens(company, (await wayBack(company, real, providerId, subject)).grant, asked);
}

/** Who the holder of a token is. */
export async function whoIs({ worker }: Company, { accessToken }: Tokens) {
  const { body } = await worker.request<{
    readonly user: { readonly id: string; readonly name: string; readonly email: string };
    readonly roles: readonly { readonly id: string; readonly scope: string }[];
  }>('GET', '/v1/me', { token: accessToken });
  return body;
}

/** Status and code of a refusal, in short. */
export function refusal({ status, body }: Answer<Partial<ProblemBody>>): string {
  return `${status} ${body.code ?? 'no problem'}`;
}
