import { type Granted, type Reply, send, type Wire } from './wire.ts';

/** Somebody who asks over the wire: a signed-in person, or a key. */
export interface Caller {
  readonly id: string;
  /** What stands behind `Bearer`; a person's is renewed before it ends. */
  token(): Promise<string>;
}

/**
 * A company that sells, founded over the wire: who takes leads in, who confirms what the former made, who owns and
 * sells, and a partner with a key and one person who hears what becomes of its leads.
 */
export interface SalesLine {
  readonly url: string;
  readonly tenantId: string;
  /** The company's own unit, in which all of its people are. */
  readonly orgUnitId: string;
  readonly admin: Caller;
  readonly taker: Caller;
  readonly confirmer: Caller;
  readonly seller: Caller;
  readonly partnerId: string;
  readonly partnerKey: Caller;
  readonly partnerPerson: Caller;
}

const password = 'a quiet river in spring';
const domain = 'example.cn';

/** Tokens last ten minutes; a person signs in again before. */
const tokenMs = 8 * 60_000;

/** Founds it, under a slug of its own. Sign-up must be open. */
export async function foundSalesLine(url: string, slug: string): Promise<SalesLine> {
  const founder = { name: '李娜', email: `li.na@${domain}`, password };
  const founding = { name: '西安分公司', slug, locale: 'zh-CN', timeZone: 'Asia/Shanghai', admin: founder };
  const company = await granted<{ tenant: Granted; admin: Granted }>({ url, path: '/v1/tenants' }, founding);
  const person = (id: string, email: string) => signedIn(url, slug, { id, email });
  const admin = person(company.admin.id, founder.email);
  const ask = async <Body = Granted>(path: string, body?: object) =>
    granted<Body>({ url, path, token: await admin.token() }, body);

  const { data: roles } = await ask<{ data: { id: string; key: string }[] }>('/v1/roles?limit=200');
  const { data: units } = await ask<{ data: Granted[] }>('/v1/org-units?limit=1');
  const orgUnitId = units[0]?.id ?? '';
  async function hire(name: string, role: string, place: object = { orgUnitId }): Promise<Caller> {
    const email = `${name}@${domain}`;
    const roleId = roles.find(({ key }) => key === role)?.id;
    const { id } = await ask('/v1/users', { name, email, password, roles: [{ roleId }], ...place });
    return person(id, email);
  }
  const partner = await ask('/v1/partners', { name: '西安卓越通信代理', kind: 'agent' });
  await ask(`/v1/partners/${partner.id}/actions/activate`, {});
  const permissions = ['leads.submit', 'leads.read'];
  const key = await ask<Granted & { key: string }>('/v1/api-keys', {
    ...{ name: 'leads', permissions, partnerId: partner.id },
  });
  return {
    ...{ url, tenantId: company.tenant.id, orgUnitId, admin, partnerId: partner.id },
    taker: await hire('taker', 'opportunity_manager'),
    confirmer: await hire('confirmer', 'opportunity_manager'),
    seller: await hire('seller', 'account_manager'),
    partnerKey: { id: key.id, token: async () => key.key },
    partnerPerson: await hire('agent', 'partner', { partnerId: partner.id }),
  };
}

function signedIn(url: string, slug: string, { id, email }: { id: string; email: string }): Caller {
  const grant = { grantType: 'password', tenant: slug, email, password };
  let until = 0;
  let token: Promise<string> | undefined;
  const renewed = async () =>
    (await granted<{ accessToken: string }>({ url, path: '/v1/auth/token' }, grant)).accessToken;
  return {
    id,
    token() {
      if (token === undefined || performance.now() >= until) {
        until = performance.now() + tokenMs;
        token = renewed();
      }
      return token;
    },
  };
}

async function granted<Body>(wire: Wire, body?: object): Promise<Body> {
  const reply: Reply = await send(wire, body);
  if (reply.status >= 300 || reply.status === 0) {
    throw new Error(`${wire.path}: ${reply.status} ${JSON.stringify(reply.body)}`);
  }
  return reply.body as Body;
}
