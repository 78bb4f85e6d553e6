/**
 * What makes and judges calendars, apart from what calculates by them: it is needed when somebody signs up or changes
 * a calendar, and loaded then.
 */
export * from './china.ts';
export { calendarFindings, intervalFindings } from './findings.ts';
export * from './standard.ts';
export * from './years.ts';
