import type { Domain } from '@keyline/http';
import { activatePartner } from './commands/activate-partner.ts';
import { changePartner } from './commands/change-partner.ts';
import { createPartner } from './commands/create-partner.ts';
import { endPartner } from './commands/end-partner.ts';
import { suspendPartner } from './commands/suspend-partner.ts';
import { env } from './env.ts';
import { getPartner } from './queries/get-partner.ts';
import { listPartners } from './queries/list-partners.ts';
import { onHandoverStarted } from './reactions/on-handover-started.ts';
import { onOrgUnitMerged } from './reactions/on-org-unit-merged.ts';

/** The opportunities Worker: partners; leads, opportunities and ICT projects as they come. */
export const domain: Domain = {
  name: 'opportunities',
  env,
  jobs: [],
  reactions: [onHandoverStarted, onOrgUnitMerged],
  operations: [
    createPartner,
    listPartners,
    getPartner,
    changePartner,
    activatePartner,
    suspendPartner,
    endPartner,
  ],
};
