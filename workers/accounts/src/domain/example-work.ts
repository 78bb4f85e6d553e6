/** What an example may build on, as far as these need it. */
interface Given {
  make(operationId: string): Promise<{ readonly id: string }>;
  run(
    operationId: string,
    request: {
      params?: Record<string, string>;
      query?: Record<string, string>;
      body?: unknown;
      headers?: Record<string, string>;
    },
  ): Promise<Readonly<Record<string, unknown>> & { readonly id: string }>;
  colleague(): Promise<{ readonly id: string; readonly accessToken: string }>;
}

interface Listed {
  readonly data: readonly { readonly id: string }[];
}

/** The open task of a case, as who asks finds it; the caller of the examples where no headers name another. */
export async function taskOfCase(
  { run }: Pick<Given, 'run'>,
  caseId: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<string> {
  const query = { subjectId: caseId };
  const { data } = (await run('listTasks', { query, headers })) as unknown as Listed;
  return data[0]?.id ?? '';
}

/** The task of a case that was just opened. */
export async function someTask(given: Pick<Given, 'make' | 'run'>): Promise<string> {
  return taskOfCase(given, (await given.make('createCase')).id);
}

/** The task of whoever was called in, in a case that was just opened. */
export async function someEscalation({ make, run }: Pick<Given, 'make' | 'run'>) {
  const { id: caseId } = await make('createCase');
  await run('moveCase', { params: { action: 'call-manager', caseId }, body: {} });
  const query = { subjectId: caseId, kind: 'escalation' };
  const { data } = (await run('listTasks', { query })) as unknown as Listed;
  return { caseId, taskId: data[0]?.id ?? '' };
}

/** Another administrator: the headers by which he asks. */
export async function otherAdministrator({ run, colleague }: Pick<Given, 'run' | 'colleague'>) {
  const { data } = (await run('listRoles', { query: { key: 'administrator' } })) as unknown as Listed;
  const other = await colleague();
  const roles = [{ roleId: data[0]?.id }];
  await run('changeUser', { params: { userId: other.id }, body: { roles } });
  return { Authorization: `Bearer ${other.accessToken}` };
}

/** A case that waits for the approval of its drafter's colleagues, all of them administrators: their headers. */
export async function someApproval({ make, run, colleague }: Given, colleagues = 1) {
  const others: Record<string, string>[] = [];
  for (let made = 0; made < colleagues; made += 1) others.push(await otherAdministrator({ run, colleague }));
  const [headers = {}] = others;
  const { id: caseId } = await make('createCase');
  await run('moveCase', { params: { action: 'ask', caseId }, body: {} });
  return { caseId, taskId: await taskOfCase({ run }, caseId, headers), headers, others };
}
