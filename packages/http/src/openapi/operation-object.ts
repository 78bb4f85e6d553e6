import * as v from 'valibot';
import type { Operation } from '../operation.ts';
import { mediaOf, successOf } from './answers.ts';
import { type OperationObject, pascalCase } from './model.ts';
import { parametersOf } from './parameters.ts';
import { problemAnswersOf, type SharedResponses } from './problem-answers.ts';
import type { SchemaBook } from './schemas.ts';

/** One operation as the document tells it. */
export function operationObject(
  operation: Operation,
  book: SchemaBook,
  shared: SharedResponses,
): OperationObject {
  const { id, summary, tag, permission, trips } = operation;
  const body = requestBodyOf(operation, book);
  return {
    operationId: id,
    summary,
    description: descriptionOf(operation),
    tags: [tag],
    security: permission === 'anonymous' ? [] : [{ bearer: [] }],
    'x-permission': permission,
    'x-trips': trips,
    parameters: parametersOf(operation, book),
    ...(body && { requestBody: body }),
    responses: { ...successOf(operation, book), ...problemAnswersOf(operation, shared) },
  };
}

function descriptionOf({ description, permission }: Operation): string {
  const needs = permission === null ? 'Needs a signed-in caller.' : `Needs the permission \`${permission}\`.`;
  const rule = permission === 'anonymous' ? 'Needs no sign-in.' : needs;
  return description === undefined ? rule : `${description}\n\n${rule}`;
}

/** The body has a name even where its schema gives it none, so that clients made from the document have one. */
function requestBodyOf(operation: Operation, book: SchemaBook): OperationObject['requestBody'] {
  const { id, method, body, form } = operation;
  if (form !== undefined) return formOf(id, form, book);
  if (body === undefined) return undefined;
  const written = book.write(body, 'sent', `${id}, body`);
  const schema = written.$ref === undefined ? book.name(`${pascalCase(id)}Body`, written) : written;
  const media = mediaOf(schema, book.named, `${id}, body`);
  const patch = method === 'PATCH' && { 'application/merge-patch+json': media };
  return { required: true, content: { 'application/json': media, ...patch } };
}

/** A form with its file, whose content is of no type that the document could tell. */
function formOf(
  id: string,
  { fields, limit }: NonNullable<Operation['form']>,
  book: SchemaBook,
): OperationObject['requestBody'] {
  const file = v.pipe(
    v.string(),
    v.description(`The file, at most ${limit} bytes.`),
    v.metadata({ examples: ['...'] }),
  );
  const written = book.write(v.strictObject({ ...fields, file }), 'sent', `${id}, form`);
  const schema = book.name(`${pascalCase(id)}Form`, written);
  return {
    required: true,
    content: { 'multipart/form-data': mediaOf(schema, book.named, `${id}, form`) },
  };
}
