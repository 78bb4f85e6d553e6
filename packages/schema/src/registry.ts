import { getTableName, type Table } from 'drizzle-orm';
import { accounts, contacts, interactions } from './accounts.ts';
import { apiKeyUses } from './api-key-uses.ts';
import { attachments, pendingFiles } from './attachments.ts';
import { calendars, calendarVersions } from './calendars.ts';
import { churnRuns, churnScores } from './churn.ts';
import { contracts, contractTemplates, contractTemplateVersions } from './contracts.ts';
import { counters } from './counters.ts';
import { deadlines, jobRuns } from './deadlines.ts';
import { gridCounts } from './grids.ts';
import { handovers } from './handovers.ts';
import * as identity from './identity-providers.ts';
import { importMappings } from './import-mappings.ts';
import { importFindings, importOwners, importProgress, imports, importTrials } from './imports.ts';
import { leads } from './leads.ts';
import * as notices from './notifications.ts';
import { opportunities, partners } from './opportunities.ts';
import * as people from './people.ts';
import { eventOrigins, events, idempotency, privateChanges } from './platform.ts';
import { cases, processes, tasks } from './processes.ts';
import { deadLetters, reactions } from './reactions.ts';
import { leases, relay, strayMessages } from './relay.ts';
import { eventDigests, sealing, seals } from './seals.ts';
import { settings } from './settings.ts';
import {
  invitations,
  passwordResets,
  recoveryCodes,
  secondFactors,
  sessionUses,
  throttles,
} from './sign-in.ts';
import { slaPolicies, ticketMessages, tickets } from './tickets.ts';
import { accountTeam, namedParties } from './visibility.ts';
import { webhookEndpoints } from './webhooks.ts';

/**
 * Who may write a table: a Worker by its name, `store` for what every commit writes, `imports` and `cases` for what
 * those packages do in every Worker.
 */
export type TableOwner =
  | 'store'
  | 'imports'
  | 'cases'
  | 'accounts'
  | 'opportunities'
  | 'contracts'
  | 'tickets'
  | 'notifications';

/** A domain Worker by its name. */
export type WorkerName = Exclude<TableOwner, 'store' | 'imports' | 'cases'>;

/** Every table of the shared database with its owner. */
export const tableOwners: ReadonlyMap<Table, TableOwner> = new Map<Table, TableOwner>([
  [events, 'store'],
  [privateChanges, 'store'],
  [eventOrigins, 'store'],
  [idempotency, 'store'],
  [namedParties, 'store'],
  [apiKeyUses, 'store'],
  [throttles, 'store'],
  [churnScores, 'accounts'],
  [churnRuns, 'accounts'],
  [imports, 'imports'],
  [importProgress, 'imports'],
  [importFindings, 'imports'],
  [importTrials, 'imports'],
  [importOwners, 'imports'],
  [pendingFiles, 'store'],
  [counters, 'store'],
  [deadlines, 'store'],
  [jobRuns, 'store'],
  [seals, 'store'],
  [eventDigests, 'store'],
  [sealing, 'store'],
  [leases, 'store'],
  [relay, 'store'],
  [reactions, 'store'],
  [deadLetters, 'store'],
  [strayMessages, 'store'],
  [people.directory, 'accounts'],
  [people.tenants, 'accounts'],
  [settings, 'accounts'],
  [calendars, 'accounts'],
  [calendarVersions, 'accounts'],
  [people.orgUnits, 'accounts'],
  [people.users, 'accounts'],
  [people.absences, 'accounts'],
  [handovers, 'accounts'],
  [importMappings, 'accounts'],
  [people.roles, 'accounts'],
  [people.rolePermissions, 'accounts'],
  [people.principals, 'accounts'],
  [people.principalRoles, 'accounts'],
  [people.apiKeys, 'accounts'],
  [people.sessions, 'accounts'],
  [people.refreshTokens, 'accounts'],
  [identity.identityProviders, 'accounts'],
  [identity.identityLinks, 'accounts'],
  [identity.oidcAttempts, 'accounts'],
  [people.erasures, 'accounts'],
  [sessionUses, 'accounts'],
  [passwordResets, 'accounts'],
  [invitations, 'accounts'],
  [secondFactors, 'accounts'],
  [recoveryCodes, 'accounts'],
  [accounts, 'accounts'],
  [contacts, 'accounts'],
  [interactions, 'accounts'],
  [accountTeam, 'accounts'],
  [attachments, 'accounts'],
  [partners, 'opportunities'],
  [contractTemplates, 'contracts'],
  [contractTemplateVersions, 'contracts'],
  [contracts, 'contracts'],
  [leads, 'opportunities'],
  [opportunities, 'opportunities'],
  [gridCounts, 'accounts'],
  [processes, 'accounts'],
  [cases, 'accounts'],
  [tasks, 'cases'],
  [slaPolicies, 'tickets'],
  [tickets, 'tickets'],
  [ticketMessages, 'tickets'],
  [webhookEndpoints, 'notifications'],
  [notices.webhookFailures, 'notifications'],
  [notices.notifications, 'notifications'],
  [notices.inboxes, 'notifications'],
  [notices.deliveries, 'notifications'],
]);

const privateFieldsByTable: Readonly<Record<string, readonly string[]>> = {
  contacts: ['mobile', 'phone', 'email', 'wechat'],
  leads: ['contactName', 'contactPhone'],
  partners: ['contactName', 'phone', 'email'],
  tickets: ['callerName', 'callerPhone'],
  users: ['email', 'mobile', 'passwordHash'],
  sessions: ['address', 'userAgent'],
  identity_providers: ['clientSecret'],
  api_key_uses: ['address'],
  webhook_endpoints: ['secret', 'formerSecret'],
};

/** Fields whose values never enter the event log. */
export function privateFields(table: Table): readonly string[] {
  return privateFieldsByTable[getTableName(table)] ?? [];
}

/** Private fields of which the log says that they changed, and nothing keeps what they were. */
export const secretFields: ReadonlySet<string> = new Set([
  'passwordHash',
  'clientSecret',
  'secret',
  'formerSecret',
]);

/** Subjects that are persons: an erasure takes what their events said. */
export const erasableSubjects: ReadonlySet<string> = new Set(['contact', 'user']);
