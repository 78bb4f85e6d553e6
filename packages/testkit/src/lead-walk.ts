import type { Caller, SalesLine } from './sales-line.ts';
import type { Granted } from './wire.ts';

/** One write on a lead's way to a contract. */
export interface WalkStep {
  readonly name: 'submit' | 'accept' | 'assign' | 'request-confirmation' | 'confirm';
  readonly by: Caller;
  readonly url: string;
  readonly path: string;
  readonly body: object;
  readonly status: number;
  /** Good for every repeat of this step of this lead. */
  readonly key: string;
}

/** Sends a step and gives the record that it answers with; may repeat it. */
export type Walking = (step: WalkStep) => Promise<Granted>;

/** A lead that became an opportunity. */
export interface Accepted {
  readonly serial: number;
  readonly leadId: string;
  readonly opportunityId: string;
}

function steps(line: SalesLine, serial: number, walking: Walking) {
  return (name: WalkStep['name'], by: Caller, path: string, body: object = {}, status = 200) =>
    walking({ url: line.url, name, by, path, body, status, key: `walk-${serial}-${name}` });
}

/** Submits a lead of a customer whom nobody knows. Serial numbers tell leads of one line apart. */
export function submitOne(line: SalesLine, serial: number, walking: Walking): Promise<Granted> {
  const asked = { accountName: `西安远洋${serial}号科技有限公司`, category: 'cloud', title: '智慧园区上云' };
  const contact = { name: '李娜', phone: '13812345678' };
  const body = { ...asked, contact, externalId: `zy-${serial}` };
  return steps(line, serial, walking)('submit', line.partnerKey, '/v1/leads', body, 201);
}

/** Submits a lead and has it accepted. */
export async function acceptOne(line: SalesLine, serial: number, walking: Walking): Promise<Accepted> {
  const { id } = await submitOne(line, serial, walking);
  const step = steps(line, serial, walking);
  const { opportunityId } = await step('accept', line.taker, `/v1/leads/${id}/actions/accept`);
  return { serial, leadId: id, opportunityId: String(opportunityId) };
}

/** Assigns its opportunity and has it confirmed: the reaction to that makes the contract draft. */
export async function confirmOne(line: SalesLine, accepted: Accepted, walking: Walking): Promise<void> {
  const step = steps(line, accepted.serial, walking);
  const actions = `/v1/opportunities/${accepted.opportunityId}/actions`;
  await step('assign', line.taker, `${actions}/assign`, { ownerId: line.seller.id });
  await step('request-confirmation', line.seller, `${actions}/request-confirmation`);
  await step('confirm', line.confirmer, `${actions}/confirm`);
}
