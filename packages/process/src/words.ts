import { lineField } from '@keyline/kernel';
import * as v from 'valibot';

/** One text for people in every language. */
export function textsField(en: string, zh: string) {
  return v.strictObject({ en: lineField(200, en), 'zh-CN': lineField(200, zh) });
}

/** The key of a process: one or two words of small letters, `contract.standard`. */
export const processKeyField = v.pipe(
  v.string(),
  v.maxLength(60),
  v.regex(/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$/, 'process_key'),
  v.metadata({ examples: ['contract.review'] }),
);

/** A word of a definition: a stage, a step, a field, a guard, an effect. */
export function wordField(example: string) {
  return v.pipe(
    v.string(),
    v.maxLength(40),
    v.regex(/^[a-z][a-z0-9_]*$/, 'word'),
    v.metadata({ examples: [example] }),
  );
}

/** The name of a field, of a record or of a form, as JSON writes it. */
export function fieldNameField(example: string) {
  return v.pipe(
    v.string(),
    v.regex(/^[a-zA-Z][a-zA-Z0-9]{0,39}$/, 'field_name'),
    v.metadata({ examples: [example] }),
  );
}

/** The name of an action, as its path writes it: `send-back`. */
export function actionNameField(example: string) {
  return v.pipe(
    v.string(),
    v.maxLength(40),
    v.regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'action_name'),
    v.metadata({ examples: [example] }),
  );
}

/** Working time: minutes, hours (60 minutes) or days (480 minutes, whatever a calendar's day has). */
export const spanField = v.pipe(
  v.string(),
  v.regex(/^[1-9]\d{0,3}[mhd]$/, 'span'),
  v.description('Working time: minutes `30m`, hours `4h` (60 minutes) or days `2d` (480 minutes).'),
  v.metadata({ examples: ['2d'] }),
);

const minutesOf = { m: 1, h: 60, d: 480 } as const;

/** The working minutes of a span. */
export function spanMinutes(span: string): number {
  return Number(span.slice(0, -1)) * minutesOf[span.slice(-1) as 'm' | 'h' | 'd'];
}
