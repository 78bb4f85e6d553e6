/** A mapping as it is stored in the tenant: whoever imports such files later names it. */
export interface SalesMapping {
  readonly kind: 'accounts' | 'opportunities';
  readonly name: string;
  readonly file: string;
  /** As the API takes it. */
  readonly mapping: object;
}

/** The companies of the data set: their names are what its deals call them by, so that these are their external ids. */
export const accountMapping: SalesMapping = {
  kind: 'accounts',
  name: 'CRM 销售数据：客户',
  file: 'accounts.csv',
  mapping: {
    columns: { externalId: 'account', name: 'account', industry: 'sector', parentId: 'subsidiary_of' },
    values: { industry: { technolgy: 'technology' } },
    defaults: { kind: 'enterprise', presence: 'existing', source: 'crm' },
  },
};

/** The hardware that the data set sells; what it calls otherwise is kept as text, with a warning. */
const products = [
  'GTX Basic',
  'GTX Pro',
  'GTX Plus Basic',
  'GTX Plus Pro',
  'GTK 500',
  'MG Special',
  'MG Advanced',
];

/** The deals of the data set, in the stages in which they stand there; their values are in yuan. */
export const opportunityMapping: SalesMapping = {
  kind: 'opportunities',
  name: 'CRM 销售数据：商机',
  file: 'sales_pipeline.csv',
  mapping: {
    columns: {
      externalId: 'opportunity_id',
      accountId: 'account',
      category: 'product',
      product: 'product',
      stage: 'deal_stage',
      closedOn: 'close_date',
      oneOff: 'close_value',
    },
    values: {
      stage: { Won: 'signed', Lost: 'lost', Engaging: 'assigned', Prospecting: 'drafted' },
      category: Object.fromEntries(products.map((product) => [product, 'ict'])),
    },
    defaults: { type: 'demand', category: 'ict', lossReason: 'imported' },
  },
};
