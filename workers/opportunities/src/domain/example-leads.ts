/** What an example may build on, as far as these need it. */
interface Given {
  make(operationId: string): Promise<{ readonly id: string }>;
  run(
    operationId: string,
    request: { params?: Record<string, string>; query?: Record<string, string>; body?: unknown },
  ): Promise<{ readonly id: string }>;
  colleague(): Promise<{ readonly id: string }>;
  readonly serial: number;
}

interface Listed {
  readonly data: readonly { readonly id: string }[];
}

/** A lead that a colleague of the caller takes in, since he is the opportunity manager of its branch. */
export async function leadOfOtherManager({ make, run, colleague, serial }: Given): Promise<string> {
  const unit = await make('createOrgUnit');
  const { data } = (await run('listRoles', { query: { key: 'opportunity_manager' } })) as unknown as Listed;
  const roles = [{ roleId: data[0]?.id, dataScope: 'unit', orgUnitId: unit.id }];
  await run('changeUser', { params: { userId: (await colleague()).id }, body: { roles } });
  const account = await run('createAccount', {
    body: { name: `分公司客户${serial}`, kind: 'enterprise', orgUnitId: unit.id },
  });
  const body = { accountId: account.id, category: 'cloud', title: '智慧园区上云' };
  return (await run('submitLead', { body })).id;
}
