import type { Permissions } from '../default-roles.ts';

/** The permissions of the contracts domain: none, as long as no operation asks for one. */
export const contractsPermissions = {} as const satisfies Permissions;
