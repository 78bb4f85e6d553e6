export { type ContractRow, contractView, viewContract } from './views/contract.ts';
export {
  templateSummary,
  templateView,
  viewTemplate,
  viewTemplateSummary,
} from './views/contract-template.ts';
