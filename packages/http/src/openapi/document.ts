import type { Domain } from '../domain.ts';
import { edgePaths, edgeSchemas, edgeTag } from './edge-paths.ts';
import { headers } from './headers.ts';
import { type OpenApi, type PathItem, sorted, type Verb } from './model.ts';
import { operationObject } from './operation-object.ts';
import { headerParameters } from './parameters.ts';
import type { SharedResponses } from './problem-answers.ts';
import { problemSchema } from './problem-example.ts';
import { createSchemaBook } from './schemas.ts';

const description = `Key accounts, opportunities, contracts and tickets of telecom operators, in somebody's hands and on time. Every problem is a document of RFC 9457 whose \`code\` never changes and whose \`type\` leads to its page.

让电信运营商的政企客户、商机、合同与工单，件件有人管，事事按时办。所有错误均为 RFC 9457 问题文档，\`code\` 保持不变，\`type\` 指向其说明页面。`;

const bearer = {
  type: 'http',
  scheme: 'bearer',
  bearerFormat: 'JWT or API key',
  description: 'An access token from POST /v1/auth/token, or an API key (`kl_...`).',
};

/**
 * One OpenAPI 3.1 document of every mounted operation, made of the schemas that validate. The same operations
 * give the same text. Throws when two operations share a path and method or an id, when a schema cannot be
 * written as JSON Schema, or when a body has no example; the message names the operation.
 */
export function openApiDocument(given: {
  readonly title: string;
  readonly version: string;
  readonly domains: readonly Domain[];
}): OpenApi {
  const operations = given.domains.flatMap((domain) => domain.operations);
  const book = createSchemaBook();
  const shared: SharedResponses = new Map();
  const paths: Record<string, PathItem> = { ...edgePaths };
  const ids = new Set<string>();
  for (const operation of operations) {
    const { method, path, id } = operation;
    const verb = method.toLowerCase() as Verb;
    if (paths[path]?.[verb] !== undefined) throw new Error(`${method} ${path} is mounted twice`);
    if (ids.has(id)) throw new Error(`two operations are called ${id}`);
    ids.add(id);
    paths[path] = { ...paths[path], [verb]: operationObject(operation, book, shared) };
  }
  const tags = [...new Set([...operations.map((operation) => operation.tag), edgeTag])];
  return {
    openapi: '3.1.1',
    info: {
      title: given.title,
      version: given.version,
      description,
      license: { name: 'Proprietary', identifier: 'LicenseRef-Proprietary' },
    },
    servers: [{ url: '/' }],
    tags: tags.map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: { bearer },
      parameters: headerParameters,
      headers: sorted(headers),
      responses: sorted(Object.fromEntries(shared)),
      schemas: sorted({ ...book.named, ...edgeSchemas, Problem: problemSchema }),
    },
  };
}
