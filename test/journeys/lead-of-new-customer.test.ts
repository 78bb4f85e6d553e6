import { expect, test } from 'vitest';
import { exampleRunner } from '../support/example-runner.ts';
import { mountedOf, productSurface } from '../support/surface.ts';
import { openWorld } from '../support/world.ts';

interface Lead {
  readonly id: string;
  readonly accountId: string;
  readonly opportunityId: string;
  readonly accountName: string;
}

interface Listed {
  readonly data: readonly { readonly id: string; readonly [field: string]: unknown }[];
}

test('a lead of a customer whom nobody knew becomes an opportunity and, under the same id, a draft of the account', async () => {
  const surface = await productSurface();
  const world = await openWorld(surface);
  const ask = async <Body>(operationId: string, params: Record<string, string>) => {
    const { operation } = mountedOf(surface, operationId);
    return (await world.ask(operation, { params }, { caller: world.home.token })).answer.body as Body;
  };
  const { answer } = await exampleRunner(world).run('acceptLead');
  const lead = answer.body as Lead;
  // Before the accounts Worker has heard of it, everybody knows the account by its id alone.
  await world.react(lead.accountId);
  await world.react(lead.accountId);

  const account = await ask<object>('getAccount', { accountId: lead.accountId });
  expect(account).toMatchObject({ state: 'draft', name: lead.accountName, source: 'lead' });
  const contacts = await ask<Listed>('listContacts', { accountId: lead.accountId });
  expect(contacts.data).toMatchObject([{ name: '李娜', mobile: '13812345678' }]);
  const opportunity = await ask<object>('getOpportunity', { opportunityId: lead.opportunityId });
  expect(opportunity).toMatchObject({ accountId: lead.accountId, leadId: lead.id, stage: 'pooled' });
  const timeline = await ask<Listed>('listTimeline', { accountId: lead.accountId });
  const types = timeline.data.map(({ type }) => type);
  expect(types).toEqual(expect.arrayContaining(['lead.accepted', 'opportunity.created', 'account.created']));
});
