import type { OpenApi, Parameter } from '../openapi/model.ts';
import { isReference, type Listed } from './catalogue.ts';

/** Headers that a first request does well with; the others have their reasons told in the reference. */
const shown: Readonly<Record<string, string>> = {
  'Idempotency-Key': '-H "Idempotency-Key: $(uuidgen)"',
  'If-Match': `-H 'If-Match: "1"'`,
};

/** A command line that sends the example of an operation, `$KEYLINE` and `$TOKEN` standing for the reader's own. */
export function curlOf(document: OpenApi, { verb, path, operation }: Listed): string {
  const parameters = parametersOf(document, operation.parameters ?? []);
  const body = operation.requestBody?.content['application/json']?.example;
  const lines = [
    `curl${verb === 'get' ? '' : ` -X ${verb.toUpperCase()}`} "$KEYLINE${filled(path, parameters)}"`,
    ...(operation.security.length > 0 ? ['-H "Authorization: Bearer $TOKEN"'] : []),
    ...parameters.flatMap(({ name }) => shown[name] ?? []),
    ...(body === undefined
      ? []
      : ["-H 'Content-Type: application/json'", `-d ${quoted(JSON.stringify(body, null, 2))}`]),
  ];
  return lines.join(' \\\n  ');
}

/** Parameters of an operation, references resolved. */
export function parametersOf(
  document: OpenApi,
  parameters: NonNullable<Listed['operation']['parameters']>,
): Parameter[] {
  return parameters.map((parameter) => {
    if (!isReference(parameter)) return parameter;
    const found = document.components.parameters[parameter.$ref.replace('#/components/parameters/', '')];
    if (found === undefined) throw new Error(`no parameter at ${parameter.$ref}`);
    return found;
  });
}

/** The path with its examples, and the query parameters that must be there. */
function filled(path: string, parameters: readonly Parameter[]): string {
  const inPath = parameters.filter((one) => one.in === 'path');
  const inQuery = parameters.filter((one) => one.in === 'query' && one.required);
  const withIds = inPath.reduce(
    (text, { name, example }) => text.replace(`{${name}}`, String(example ?? `{${name}}`)),
    path,
  );
  const query = inQuery.map(({ name, example }) => `${name}=${encodeURIComponent(String(example ?? ''))}`);
  return query.length === 0 ? withIds : `${withIds}?${query.join('&')}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
