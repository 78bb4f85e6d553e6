export { buildDocs } from './build.ts';
export { assetHeaders } from './headers.ts';
