export * from './catalogue.ts';
export * from './categories.ts';
