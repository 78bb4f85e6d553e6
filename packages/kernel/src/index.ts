export * from './clock.ts';
export * from './common-problems.ts';
export * from './cursor.ts';
export * from './fields.ts';
export * from './ids.ts';
export * from './locale.ts';
export * from './money.ts';
export * from './problem.ts';
