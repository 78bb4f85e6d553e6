import { inOrder, type NamedAssignment } from './assignments.ts';

/** Whether somebody with these roles and this state is an administrator who can act. */
export function administers(
  roles: readonly Pick<NamedAssignment, 'key' | 'dataScope'>[],
  status: string,
): boolean {
  return (
    status === 'active' &&
    roles.some(({ key, dataScope }) => key === 'administrator' && dataScope === 'tenant')
  );
}

/** Whether two lists hold the same roles in the same scopes, in whatever order. */
export function sameRoles(one: readonly NamedAssignment[], other: readonly NamedAssignment[]): boolean {
  return JSON.stringify(inOrder(one)) === JSON.stringify(inOrder(other));
}
