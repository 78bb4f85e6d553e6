import type { Domain } from '@keyline/http';
import { domain as accounts } from '@keyline/worker-accounts';
import { domain as contracts } from '@keyline/worker-contracts';
import { domain as notifications } from '@keyline/worker-notifications';
import { domain as opportunities } from '@keyline/worker-opportunities';
import { domain as tickets } from '@keyline/worker-tickets';

/** What every domain Worker answers, for those who describe the whole API. */
export const domains: readonly Domain[] = [accounts, opportunities, contracts, tickets, notifications];
