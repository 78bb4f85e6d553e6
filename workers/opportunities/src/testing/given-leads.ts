import { newId } from '@keyline/kernel';
import { type Answer, type Asked, givenApiKey, givenUser, insertRow } from '@keyline/testkit';
import { givenSales, type Json, type Sales, type Seller } from './given-sales.ts';

/** Somebody who asks: a key, or a person. */
export interface Asker {
  readonly id: string;
  request<Body = Json>(method: string, path: string, asked?: Asked): Promise<Answer<Body>>;
}

/** A partner at work: its key, and one of its people. */
export interface GivenPartner {
  readonly id: string;
  readonly key: Asker;
  readonly person: Asker;
}

/** A company that sells, with partners who bring leads, and an opportunity manager in its branch. */
export interface Leads extends Sales {
  readonly manager: Seller;
  partner(): Promise<GivenPartner>;
}

const rights = ['leads.submit', 'leads.read'];

export async function givenLeads(): Promise<Leads> {
  const sales = await givenSales();
  const { database, tenantId, worker, branchId } = sales;
  const manager = await sales.hire('opportunity_manager');
  const asker = (id: string, token: string): Asker => ({
    id,
    request: (method, path, asked) => worker.request(method, path, { token, ...asked }),
  });
  return {
    ...sales,
    manager,
    async partner() {
      const id = newId('partner');
      await insertRow(database, 'partners', {
        ...{ tenant_id: tenantId, id, version: 1, created_at: 0, updated_at: 0, created_by: 'test' },
        ...{ name: id, kind: 'agent', state: 'active', org_unit_id: branchId },
      });
      const key = await givenApiKey(database, tenantId, rights);
      const person = await givenUser(database, tenantId, { permissions: rights, scope: 'partner' });
      for (const principal of [key.keyId, person.userId]) {
        await database.execute('UPDATE principals SET partner_id = ? WHERE id = ?', [id, principal]);
        await database.execute("UPDATE principal_roles SET scope = 'partner' WHERE principal_id = ?", [
          principal,
        ]);
      }
      return { id, key: asker(key.keyId, key.token), person: asker(person.userId, person.token) };
    },
  };
}

let serial = 0;

/** A lead that somebody has just submitted, of a customer whom nobody else names. */
export async function submitted(by: Asker, fields: object = {}, asked: Asked = {}): Promise<Json> {
  serial += 1;
  const body = { accountName: `西安远洋${serial}科技有限公司`, category: 'cloud', title: '上云', ...fields };
  const answer = await by.request('POST', '/v1/leads', { ...asked, body });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return answer.body;
}

/** An action on a lead. */
export function act<Body = Json>(
  by: Asker,
  leadId: string,
  action: string,
  form: object = {},
  asked: Asked = {},
) {
  return by.request<Body>('POST', `/v1/leads/${leadId}/actions/${action}`, { ...asked, body: form });
}
