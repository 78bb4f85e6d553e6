/** What an example may build on, as far as these need it. */
interface Given {
  make(operationId: string): Promise<{ readonly id: string }>;
  run(
    operationId: string,
    request: { params?: Record<string, string>; query?: Record<string, string>; body?: unknown },
  ): Promise<Readonly<Record<string, unknown>> & { readonly id: string }>;
  colleague(): Promise<{ readonly id: string; readonly accessToken: string }>;
}

interface Listed {
  readonly data: readonly { readonly id: string }[];
}

/** The open task of a case. */
export async function taskOfCase({ run }: Pick<Given, 'run'>, caseId: string): Promise<string> {
  const { data } = (await run('listTasks', { query: { subjectId: caseId } })) as unknown as Listed;
  return data[0]?.id ?? '';
}

/** The task of a case that was just opened. */
export async function someTask(given: Pick<Given, 'make' | 'run'>): Promise<string> {
  return taskOfCase(given, (await given.make('createCase')).id);
}

/** A case that waits for the approval of its drafter's colleague, both of them administrators. */
export async function someApproval({ make, run, colleague }: Given) {
  const { data } = (await run('listRoles', { query: { key: 'administrator' } })) as unknown as Listed;
  const other = await colleague();
  const roles = [{ roleId: data[0]?.id }];
  await run('changeUser', { params: { userId: other.id }, body: { roles } });
  const { id: caseId } = await make('createCase');
  await run('moveCase', { params: { action: 'ask', caseId }, body: {} });
  const headers = { Authorization: `Bearer ${other.accessToken}` };
  return { caseId, taskId: await taskOfCase({ run }, caseId), headers };
}
