import { tenants } from '@keyline/schema';
import type { Subject } from '@keyline/store';

export const tenantSubject: Subject<typeof tenants> = {
  type: 'tenant',
  table: tenants,
  accountOf: () => null,
  logged: ({ slug, name, locale, timeZone, status }) => ({ slug, name, locale, timeZone, status }),
};
