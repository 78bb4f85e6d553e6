import type { Caller, SalesLine } from './sales-line.ts';
import type { Granted } from './wire.ts';

/** One write on a lead's way to a contract. */
export interface WalkStep {
  readonly name: (typeof walkSteps)[number];
  readonly by: Caller;
  readonly url: string;
  readonly path: string;
  readonly body: object;
  readonly status: number;
  /** Good for every repeat of this step of this lead. */
  readonly key: string;
}

/** The writes that take a lead to a contract draft, in their order. */
export const walkSteps = ['submit', 'accept', 'assign', 'request-confirmation', 'confirm'] as const;

/** Sends a step and gives the record that it answers with; may repeat it. */
export type Walking = (step: WalkStep) => Promise<Granted>;

/** What became of a lead on its way. */
export interface Walked {
  readonly leadId: string;
  /** Undefined before it was accepted. */
  readonly opportunityId: string | undefined;
}

/**
 * Takes a new lead of a customer whom nobody knows through the first so many steps. The contract draft is made by the
 * reaction to the last. Serial numbers tell leads of one line apart.
 */
export async function walkLead(
  line: SalesLine,
  serial: number,
  walking: Walking,
  steps: number = walkSteps.length,
): Promise<Walked> {
  const step = (name: WalkStep['name'], by: Caller, path: string, body: object = {}, status = 200) =>
    walking({ url: line.url, name, by, path, body, status, key: `walk-${serial}-${name}` });
  const customer = {
    accountName: `西安远洋${serial}号科技有限公司`,
    category: 'cloud',
    title: '智慧园区上云',
  };
  const contact = { name: '李娜', phone: '13812345678' };
  const asked = { ...customer, contact, externalId: `zy-${serial}` };
  const lead = await step('submit', line.partnerKey, '/v1/leads', asked, 201);
  if (steps === 1) return { leadId: lead.id, opportunityId: undefined };
  const accepted = await step('accept', line.taker, `/v1/leads/${lead.id}/actions/accept`);
  const opportunityId = String(accepted.opportunityId);
  const actions = `/v1/opportunities/${opportunityId}/actions`;
  const rest: readonly [WalkStep['name'], Caller, object?][] = [
    ['assign', line.taker, { ownerId: line.seller.id }],
    ['request-confirmation', line.seller],
    ['confirm', line.confirmer],
  ];
  for (const [name, by, body] of rest.slice(0, steps - 2)) await step(name, by, `${actions}/${name}`, body);
  return { leadId: lead.id, opportunityId };
}
