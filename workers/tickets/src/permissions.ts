import type { Permissions } from '@keyline/auth';

/** The permissions of this domain: none, as long as no operation asks for one. */
export const permissions = {} as const satisfies Permissions;
