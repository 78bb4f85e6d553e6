export * from './definition.ts';
export { type Form, formField, formJson, formSchema, usersIn } from './form.ts';
export * from './people.ts';
export * from './state.ts';
export * from './vocabulary.ts';
export * from './words.ts';
