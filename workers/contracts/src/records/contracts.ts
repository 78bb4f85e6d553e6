import { grants, holdings, isNamed, type Scoped, within } from '@keyline/auth';
import { type Moving, processStatements } from '@keyline/cases';
import { ownFields } from '@keyline/http';
import type { ProcessRecord } from '@keyline/process';
import { accounts, attachments, contracts } from '@keyline/schema';
import { asBoolean, columns, must, type Subject, statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';
import { type ContractRow, viewContract } from '../views.ts';

export const contractSubject: Subject<typeof contracts> = {
  type: 'contract',
  table: contracts,
  accountOf: ({ accountId }) => accountId,
  logged(row) {
    const { approval: _, ...fields } = ownFields(viewContract(row));
    return fields;
  },
};

const contractNamed = { subjectType: 'contract', id: contracts.id };

/** How contracts fall into scopes. */
export const contractScoped: Scoped = {
  owner: contracts.ownerId,
  creator: contracts.createdBy,
  unit: contracts.orgUnitId,
  account: contracts.accountId,
  named: contractNamed,
};

export const contractRow = {
  id: contracts.id,
  version: contracts.version,
  createdAt: contracts.createdAt,
  updatedAt: contracts.updatedAt,
  createdBy: contracts.createdBy,
  accountId: contracts.accountId,
  opportunityId: contracts.opportunityId,
  category: contracts.category,
  title: contracts.title,
  customerName: contracts.customerName,
  templateId: contracts.templateId,
  templateVersion: contracts.templateVersion,
  entered: contracts.entered,
  value: contracts.value,
  monthlyFee: contracts.monthlyFee,
  startOn: contracts.startOn,
  endOn: contracts.endOn,
  noticeDays: contracts.noticeDays,
  ownerId: contracts.ownerId,
  orgUnitId: contracts.orgUnitId,
  revision: contracts.revision,
  reference: contracts.reference,
  filingNumber: contracts.filingNumber,
  fingerprint: contracts.fingerprint,
  scanId: contracts.scanId,
  effectiveAt: contracts.effectiveAt,
  processId: contracts.processId,
  processKey: contracts.processKey,
  processVersion: contracts.processVersion,
  stage: contracts.stage,
  stageSince: contracts.stageSince,
  dueAt: contracts.dueAt,
  outcome: contracts.outcome,
  processState: contracts.processState,
};

/** One contract that the caller sees, or that open work names to him; with whether the permission reaches it. */
export function visibleContract(permission: string) {
  const seen = sql`(${within('contracts.read', 'a', contractScoped)} OR ${isNamed('contracts.read', 'a', contractNamed)})`;
  const permitted = sql`(${within(permission, 'a', contractScoped)} OR ${isNamed(permission, 'a', contractNamed)})`;
  return statement({
    values: ['id'],
    row: { ...contractRow, permitted: asBoolean },
    sql: sql`WITH ${grants('contracts.read', permission)}, ${holdings()} SELECT ${columns(contractRow, 'a')}, ${permitted} AS "permitted" FROM ${contracts} a WHERE a.tenant_id = ${tenant} AND a.id = ${value('id')} AND ${seen}`,
  });
}

/** One contract, whoever looks: for what time does to it. */
export const contractById = statement({
  values: ['id'],
  row: contractRow,
  sql: sql`SELECT ${columns(contractRow, 'a')} FROM ${contracts} a WHERE a.tenant_id = ${tenant} AND a.id = ${value('id')}`,
});

/** Contracts by a JSON list of ids. */
export const contractsByIds = statement({
  values: ['ids'],
  row: contractRow,
  sql: sql`SELECT ${columns(contractRow, 'a')} FROM json_each(${value('ids')}) j CROSS JOIN ${contracts} a ON a.tenant_id = ${tenant} AND a.id = j.value`,
});

/** How contracts move. */
export const contractMoving: Moving<typeof contracts> = {
  worker: 'contracts',
  subject: contractSubject,
  statements: processStatements(contracts, { category: contracts.category }),
  about: ({ title }) => title,
  record: contractRecord,
};

/** A contract as its process knows it. */
export function contractRecord({
  ownerId,
  createdBy,
  value: amount,
  category,
}: Pick<ContractRow, 'ownerId' | 'createdBy' | 'value' | 'category'>): ProcessRecord {
  return {
    ownerId,
    creatorId: createdBy.startsWith('usr_') ? createdBy : null,
    fields: { amount, category },
  };
}

const accountScoped: Scoped = {
  owner: accounts.ownerId,
  creator: accounts.createdBy,
  unit: accounts.orgUnitId,
  account: accounts.id,
};

/** The account on which the caller may draft a contract. */
export const accountToContract = statement({
  values: ['id'],
  row: { id: accounts.id, name: accounts.name, orgUnitId: accounts.orgUnitId },
  sql: sql`WITH ${grants('contracts.create')} SELECT a.id AS "id", a.name AS "name", a.org_unit_id AS "orgUnitId" FROM ${accounts} a WHERE a.tenant_id = ${tenant} AND a.id = ${value('id')} AND ${within('contracts.create', 'a', accountScoped)}`,
});

const hangsOn = sql`FROM ${attachments} f WHERE f.tenant_id = ${tenant} AND f.id = ${value('id')} AND f.subject_id = ${value('contractId')} AND f.removed_at IS NULL`;

/** An attachment of this very contract. */
export const attachmentOfContract = statement({
  values: ['id', 'contractId'],
  row: { id: attachments.id },
  sql: sql`SELECT f.id AS "id" ${hangsOn}`,
});

/** At the commit: it still hangs there. */
export const mustHangOn = must(['id', 'contractId'], sql`SELECT count(*) = 1 ${hangsOn}`);
