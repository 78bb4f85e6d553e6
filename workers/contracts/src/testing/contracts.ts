import type { Asked } from '@keyline/testkit';
import { someTemplateBody, someTerms } from '../domain/example-contract.ts';
import type { Colleague, Company } from './given-company.ts';

/** A record as the API gave it, for what a test asks of it. */
export type Json = Readonly<Record<string, unknown>> & { readonly id: string; readonly version: number };

/** Does what a test builds on; that it is done is not in question. */
export async function done(
  by: Colleague,
  method: string,
  path: string,
  body: unknown = {},
  asked: Asked = {},
): Promise<Json> {
  const answer = await by.request<Json>(method, path, { body, ...asked });
  if (answer.status >= 300)
    throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** An action of a contract. */
export function act(by: Colleague, contractId: string, action: string, body: object = {}, asked: Asked = {}) {
  return by.request<Json>('POST', `/v1/contracts/${contractId}/actions/${action}`, { body, ...asked });
}

/** The people of a contract, one for each part, and a template that is published. */
export interface Parties {
  readonly manager: Colleague;
  readonly supervisor: Colleague;
  readonly branch: Colleague;
  readonly filing: Colleague;
  readonly accountId: string;
  readonly templateId: string;
}

let serial = 0;

export async function givenParties(company: Company): Promise<Parties> {
  const manager = await company.colleague('account_manager');
  const supervisor = await company.colleague('business_supervisor');
  const branch = await company.colleague('branch_manager');
  const filing = await company.colleague('contract_manager', 'tenant');
  serial += 1;
  const template = await done(filing, 'POST', '/v1/contract-templates', someTemplateBody(serial));
  await done(filing, 'POST', `/v1/contract-templates/${template.id}/actions/publish`, undefined);
  const accountId = await company.account('西安市大数据服务有限公司', { owner_id: manager.id });
  return { manager, supervisor, branch, filing, accountId, templateId: template.id };
}

/** A contract that its account manager drafts. */
export function drafted({ manager, accountId, templateId }: Parties, fields: object = {}, asked: Asked = {}) {
  return done(manager, 'POST', '/v1/contracts', { accountId, templateId, ...someTerms, ...fields }, asked);
}

/** The same, reviewed and signed: it waits for its confirmation. */
export async function signed(company: Company, parties: Parties, fields: object = {}): Promise<Json> {
  const { id } = await drafted(parties, fields);
  const path = `/v1/contracts/${id}/actions`;
  await done(parties.manager, 'POST', `${path}/submit`);
  await done(parties.supervisor, 'POST', `${path}/approve`);
  await done(parties.branch, 'POST', `${path}/approve`);
  const attachmentId = await company.attachment(id);
  return done(parties.manager, 'POST', `${path}/upload-signed`, { attachmentId });
}

/** The types of the events of a record, first to last. */
export async function eventTypes(company: Company, subjectId: string): Promise<unknown[]> {
  const rows = await company.rows('SELECT type FROM events WHERE subject_id = ? ORDER BY seq', [subjectId]);
  return rows.map(({ type }) => type);
}
