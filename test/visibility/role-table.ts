import type { RoleKey } from '@keyline/auth';
import type { DataScope } from '@keyline/schema';

/** What product.md says of a role (People): what it does, and in which scopes it sees data. */
interface RoleRow {
  readonly scopes: readonly DataScope[];
  /** Each duty with the permissions that it takes; the permissions of the role are these and no more. */
  readonly does: Readonly<Record<string, readonly string[]>>;
}

/** What everybody of the operator's own people looks up, whatever his work is. */
const house = ['users.read', 'org_units.read', 'grids.read'];
const leads = ['leads.submit', 'leads.read'];
const staff = {
  'knows the house': [...house, 'settings.read', 'calendars.read'],
  'has his part in processes': [
    ...['processes.read', 'cases.read', 'cases.create', 'cases.act', 'tasks.read', 'tasks.work'],
  ],
  'knows the accounts in his scope': [
    'accounts.read',
    'contacts.read',
    'interactions.read',
    'attachments.read',
    'team.read',
  ],
  'sees what its customers ask for': ['tickets.read'],
  'follows what could be sold': ['opportunities.read'],
  'hears of sales, and says so': leads,
};
const handlesTickets = ['tickets.create', 'tickets.update', 'tickets.act', 'sla_policies.read'];
const imports = ['imports.read', 'imports.write', 'import_mappings.read'];
/** What everybody reads and does who has a part in contracts. */
const contracts = ['contract_templates.read', 'contracts.read', 'contracts.act'];
const reports = ['opportunities.read', 'opportunities.create', 'opportunities.update'];
const acts = ['opportunities.act'];
const keepsAccounts = ['accounts.update', 'contacts.read_private', 'contacts.write', 'team.write'];

/** Written by hand, beside the catalogue: where the two differ, one of them is wrong. */
const table = {
  account_manager: {
    scopes: ['own', 'team'],
    does: {
      ...staff,
      'owns accounts': ['accounts.create', ...keepsAccounts],
      'owns opportunities': [...reports, ...acts, 'opportunities.export'],
      visits: ['interactions.write'],
      'brings his customers in and out by file': [...imports, 'accounts.export', 'contacts.export'],
      'keeps what was said and signed': ['attachments.write'],
      'drafts contracts, and sees them through': [...contracts, 'contracts.create', 'contracts.update'],
      "first owner of a key account's tickets": [...handlesTickets, 'sla.simulate'],
    },
  },
  informant: {
    scopes: ['own'],
    does: {
      'knows the house': house,
      'reports an opportunity, and sees what he reported': [
        'accounts.create',
        'accounts.read',
        ...reports,
        ...acts,
        ...leads,
      ],
    },
  },
  opportunity_manager: {
    scopes: ['unit'],
    does: {
      ...staff,
      'takes leads in, of accounts nobody knew': ['leads.act', 'accounts.create', 'partners.read'],
      'sees what becomes of opportunities': ['contracts.read'],
      'opens auctions, assigns, confirms, watches overdue': [...reports, ...acts, 'opportunities.export'],
      'brings in by file': imports,
    },
  },
  survey_engineer: { scopes: ['unit'], does: { ...staff, 'reviews survey requests': acts } },
  support_specialist: {
    scopes: ['tenant'],
    does: { ...staff, 'supports before the sale': ['interactions.write', 'attachments.write'] },
  },
  business_supervisor: {
    scopes: ['unit'],
    does: { ...staff, "reviews contracts of his department's business": contracts },
  },
  branch_manager: {
    scopes: ['unit'],
    does: {
      ...staff,
      'reviews for the branch, and puts right': [...keepsAccounts, 'interactions.write', 'attachments.write'],
      'reports for the branch': ['partners.read'],
      'reviews its contracts': contracts,
      'hears of tickets that are late, and steps in': ['tickets.act', 'sla_policies.read'],
      'reviews what the branch could sell': [...reports, ...acts, 'opportunities.export'],
      'brings its customers in and out by file': [
        ...[...imports, 'import_mappings.write', 'accounts.export', 'contacts.export'],
      ],
    },
  },
  contract_manager: {
    scopes: ['tenant'],
    does: {
      ...staff,
      'prepares what is to be signed': acts,
      'template library': ['contract_templates.write'],
      'confirmation, numbering': [...contracts, 'contracts.create', 'contracts.update'],
    },
  },
  service_agent: {
    scopes: ['unit'],
    does: {
      ...staff,
      'captures tickets, of callers nobody knew': ['accounts.create', ...handlesTickets, 'sla.simulate'],
      'calls back and writes down': ['contacts.read_private', 'interactions.write', 'attachments.write'],
    },
  },
  service_supervisor: {
    scopes: ['tenant'],
    does: {
      ...staff,
      'asks why a ticket is late, and has it mended': [...handlesTickets, 'sla.simulate'],
      'sets what customers are promised': ['sla_policies.write'],
    },
  },
  partner_manager: {
    scopes: ['tenant'],
    does: { ...staff, 'partners, grades, commissions': ['partners.read', 'partners.write'] },
  },
  partner: {
    scopes: ['partner'],
    does: { 'sees what is shared: himself': ['partners.read'], 'submits leads, follows them': leads },
  },
  executive: {
    scopes: ['tenant'],
    does: {
      ...staff,
      'approves dear contracts': contracts,
      'approves what is dear': acts,
      'takes it away': ['opportunities.export'],
      'reads everything': ['partners.read', 'roles.read', 'access.explain', 'audit.read', 'accounts.export'],
      'and what customers are promised': ['sla_policies.read'],
    },
  },
  administrator: {
    scopes: ['tenant'],
    does: {
      users: ['users.write', 'users.export', 'personal_data.export', 'personal_data.erase'],
      roles: ['roles.read', 'roles.write', 'access.explain'],
      org: ['org_units.write'],
      processes: ['processes.write', 'tasks.manage'],
      'how the tenant works, and what was done there': [
        ...['settings.write', 'calendars.write', 'audit.read', 'audit.read_private', 'audit.export'],
      ],
      keys: [...['api_keys.read', 'api_keys.write', 'identity_providers.read', 'identity_providers.write']],
      'events that could not be dealt with': ['dead_letters.read', 'dead_letters.replay'],
      'systems that follow the tenant': ['events.read'],
      'systems outside that are told of events': ['webhook_endpoints.read', 'webhook_endpoints.write'],
      'messages on their way out': ['deliveries.read', 'deliveries.write'],
    },
  },
} as const satisfies Readonly<Record<RoleKey, RoleRow>>;

export const roleTable: Readonly<Record<RoleKey, RoleRow>> = table;

export const roleKeys = Object.keys(table) as RoleKey[];

const heldBy = new Map(roleKeys.map((role) => [role, new Set(Object.values(roleTable[role].does).flat())]));

/** Every permission of the table. The administrator holds all of them. */
export const tabledPermissions: ReadonlySet<string> = new Set(
  [...heldBy.values()].flatMap((all) => [...all]),
);

/** Whether a role holds a permission, as the table says. */
export function holds(role: RoleKey, permission: string): boolean {
  return role === 'administrator' ? tabledPermissions.has(permission) : !!heldBy.get(role)?.has(permission);
}
