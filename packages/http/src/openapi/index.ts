export { openApiDocument } from './document.ts';
export { exampleOf } from './example.ts';
export type {
  Content,
  Example,
  Header,
  JsonSchema,
  Media,
  OpenApi,
  OperationObject,
  Parameter,
  PathItem,
  Reference,
  ResponseObject,
  Responses,
  Schemas,
  Verb,
} from './model.ts';
export { problemsOf, problemsOfApi } from './problems.ts';
