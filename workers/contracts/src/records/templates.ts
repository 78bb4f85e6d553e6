import { contracts, contractTemplates, contractTemplateVersions } from '@keyline/schema';
import { columns, type Subject, statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';
import { viewTemplate } from '../views.ts';

export const templateSubject: Subject<typeof contractTemplates> = {
  type: 'contract_template',
  table: contractTemplates,
  accountOf: () => null,
  logged(row) {
    const { name, body, fields, state, publishedVersion } = viewTemplate(row);
    return { name, body, fields, state, publishedVersion };
  },
};

export const templateSummaryRow = {
  id: contractTemplates.id,
  version: contractTemplates.version,
  createdAt: contractTemplates.createdAt,
  updatedAt: contractTemplates.updatedAt,
  createdBy: contractTemplates.createdBy,
  name: contractTemplates.name,
  state: contractTemplates.state,
  publishedVersion: contractTemplates.publishedVersion,
  hasChanges: contractTemplates.hasChanges,
};

const templateRow = {
  ...templateSummaryRow,
  body: contractTemplates.body,
  fields: contractTemplates.fields,
};

export const templateById = statement({
  values: ['id'],
  row: templateRow,
  sql: sql`SELECT ${columns(templateRow)} FROM ${contractTemplates} WHERE ${contractTemplates.tenantId} = ${tenant} AND ${contractTemplates.id} = ${value('id')}`,
});

/** The template of this name, if there is one. */
export const templateByName = statement({
  values: ['name'],
  row: { id: contractTemplates.id },
  sql: sql`SELECT ${contractTemplates.id} AS "id" FROM ${contractTemplates} WHERE ${contractTemplates.tenantId} = ${tenant} AND ${contractTemplates.name} = ${value('name')}`,
});

const versionRow = {
  templateId: contractTemplateVersions.templateId,
  number: contractTemplateVersions.number,
  body: contractTemplateVersions.body,
  fields: contractTemplateVersions.fields,
};

/** What a contract that is drafted now gets of a template: its version that is published. */
export const publishedTemplate = statement({
  values: ['id'],
  row: versionRow,
  sql: sql`SELECT ${columns(versionRow, 'v')} FROM ${contractTemplates} t CROSS JOIN ${contractTemplateVersions} v ON v.tenant_id = ${tenant} AND v.template_id = t.id AND v.number = t.published_version WHERE t.tenant_id = ${tenant} AND t.id = ${value('id')} AND t.state = 'published'`,
});

/** The version of its template that a contract keeps. */
export const keptTemplate = statement({
  values: ['contractId'],
  row: versionRow,
  sql: sql`SELECT ${columns(versionRow, 'v')} FROM ${contracts} c CROSS JOIN ${contractTemplateVersions} v ON v.tenant_id = ${tenant} AND v.template_id = c.template_id AND v.number = c.template_version WHERE c.tenant_id = ${tenant} AND c.id = ${value('contractId')}`,
});

export type TemplateVersion = ReturnType<typeof publishedTemplate.decode>;
