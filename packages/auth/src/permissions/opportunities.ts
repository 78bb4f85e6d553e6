import type { Permissions } from '../default-roles.ts';

/** The permissions of the opportunities domain: none, as long as no operation asks for one. */
export const opportunitiesPermissions = {} as const satisfies Permissions;
