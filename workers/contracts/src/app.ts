import type { Domain } from '@keyline/http';
import { changeContract } from './commands/change-contract.ts';
import { changeContractTemplate } from './commands/change-contract-template.ts';
import { createContract } from './commands/create-contract.ts';
import { createContractTemplate } from './commands/create-contract-template.ts';
import { moveContract } from './commands/move-contract.ts';
import { publishContractTemplate } from './commands/publish-contract-template.ts';
import { retireContractTemplate } from './commands/retire-contract-template.ts';
import { contractEnded } from './deadlines/contract-ended.ts';
import { contractExpiring } from './deadlines/contract-expiring.ts';
import { contractLimitDue } from './deadlines/contract-limit-due.ts';
import { env } from './env.ts';
import { getContract } from './queries/get-contract.ts';
import { getContractDocument } from './queries/get-contract-document.ts';
import { getContractTemplate } from './queries/get-contract-template.ts';
import { listContractActions } from './queries/list-contract-actions.ts';
import { listContractTemplates } from './queries/list-contract-templates.ts';
import { listContracts } from './queries/list-contracts.ts';
import { onCalendarYearLoaded } from './reactions/on-calendar-year-loaded.ts';
import { onHandoverStarted } from './reactions/on-handover-started.ts';
import { onOpportunityConfirmed } from './reactions/on-opportunity-confirmed.ts';
import { onOpportunityEnded } from './reactions/on-opportunity-ended.ts';
import { onOrgUnitMerged } from './reactions/on-org-unit-merged.ts';

/** The contracts Worker: templates and contracts; amendments, renewals and orders as they come. */
export const domain: Domain = {
  name: 'contracts',
  env,
  jobs: [],
  reactions: [
    onOpportunityConfirmed,
    onOpportunityEnded,
    onHandoverStarted,
    onOrgUnitMerged,
    onCalendarYearLoaded,
  ],
  deadlines: [contractLimitDue, contractExpiring, contractEnded],
  operations: [
    createContractTemplate,
    listContractTemplates,
    getContractTemplate,
    changeContractTemplate,
    publishContractTemplate,
    retireContractTemplate,
    createContract,
    listContracts,
    getContract,
    changeContract,
    getContractDocument,
    listContractActions,
    moveContract,
  ],
};
