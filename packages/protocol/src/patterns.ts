import { type EventType, eventTypes, subjectTypes } from './catalogue.ts';

/** Subjects whose events are yet to come: one may ask for them in advance. */
const plannedSubjects = ['lead', 'opportunity', 'auction', 'ict_project', 'contract', 'order', 'ticket'];

const subjects: ReadonlySet<string> = new Set([...subjectTypes, ...plannedSubjects]);
const types: ReadonlySet<string> = new Set(eventTypes);

/** Whether the text names events: a type of the catalogue, `<subject>.*`, or `*`. */
export function isEventPattern(text: string): boolean {
  if (text === '*' || types.has(text)) return true;
  const [subject = '', rest, ...more] = text.split('.');
  return subjects.has(subject) && rest === '*' && more.length === 0;
}

/** Whether a type of event is one of those that the patterns name. */
export function matchesPatterns(patterns: readonly string[], type: string): boolean {
  const [subject] = type.split('.');
  return patterns.some((pattern) => pattern === '*' || pattern === type || pattern === `${subject}.*`);
}

/** The types of the catalogue that the patterns name. */
export function typesOfPatterns(patterns: readonly string[]): readonly EventType[] {
  return eventTypes.filter((type) => matchesPatterns(patterns, type));
}
