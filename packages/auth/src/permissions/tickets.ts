import type { Permissions } from '../default-roles.ts';

/** The permissions of the tickets domain: none, as long as no operation asks for one. */
export const ticketsPermissions = {} as const satisfies Permissions;
