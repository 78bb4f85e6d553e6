export * from './catalogue.ts';
export * from './categories.ts';
export * from './patterns.ts';
