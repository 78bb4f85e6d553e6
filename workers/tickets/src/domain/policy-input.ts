import { slaMetrics } from '@keyline/calendar';
import { choiceField, idField, lineField } from '@keyline/kernel';
import * as v from 'valibot';
import { priorities } from './priority.ts';
import { grades, ticketChannels, ticketKinds } from './vocabulary.ts';

const oneOf = <const W extends readonly [string, ...string[]]>(words: W) =>
  v.exactOptional(v.pipe(v.array(choiceField(words)), v.minLength(1), v.maxLength(words.length)));

export const categoryField = lineField(60, '互联网专线');

export const conditionsField = v.pipe(
  v.strictObject({
    kind: oneOf(ticketKinds),
    priority: oneOf(priorities),
    grade: oneOf(grades),
    category: v.exactOptional(v.pipe(v.array(categoryField), v.minLength(1), v.maxLength(50))),
    channel: oneOf(ticketChannels),
  }),
  v.description(
    'Each that is given has to hold what the ticket is. None: every ticket, if it is the default.',
  ),
  v.metadata({ ref: 'SlaConditions', examples: [{ kind: ['fault'], priority: ['urgent', 'high'] }] }),
);

const minutesField = v.pipe(
  v.number(),
  v.safeInteger(),
  v.minValue(0),
  v.maxValue(1_000_000),
  v.description('Working minutes; 0 is a target, too. Absent: no clock.'),
  v.metadata({ examples: [240] }),
);

const targetEntries = Object.fromEntries(
  slaMetrics.map((metric) => [metric, v.exactOptional(minutesField)]),
) as Record<(typeof slaMetrics)[number], v.ExactOptionalSchema<typeof minutesField, undefined>>;

export const targetsField = v.pipe(
  v.strictObject(targetEntries),
  v.metadata({ ref: 'SlaTargets', examples: [{ first_response: 30, resolution: 240 }] }),
);

export const warningsField = v.pipe(
  v.array(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(99), v.metadata({ examples: [50] }))),
  v.maxLength(10),
  v.description('Percent of a target at which the owner is warned, in working time.'),
  v.metadata({ examples: [[50, 80]] }),
);

export const positionField = v.pipe(
  v.number(),
  v.safeInteger(),
  v.minValue(0),
  v.maxValue(1_000_000),
  v.description('Policies are tried from the lowest on; the first that fits is the one.'),
  v.metadata({ examples: [10] }),
);

export const policyNameField = lineField(100, '故障紧急');

const isDefaultField = v.pipe(
  v.boolean(),
  v.description('For every ticket, where it names no condition.'),
  v.metadata({ examples: [false] }),
);

const calendarField = v.exactOptional(
  v.pipe(v.nullable(idField('calendar')), v.description('Null: the default calendar of the tenant.')),
);

export const createPolicyBody = v.strictObject({
  name: policyNameField,
  position: v.exactOptional(positionField),
  conditions: v.exactOptional(conditionsField),
  isDefault: v.exactOptional(isDefaultField),
  targets: targetsField,
  warnings: v.exactOptional(warningsField),
  calendarId: calendarField,
});

export const changePolicyBody = v.pipe(
  v.strictObject({
    name: v.exactOptional(policyNameField),
    position: v.exactOptional(positionField),
    conditions: v.exactOptional(conditionsField),
    isDefault: v.exactOptional(isDefaultField),
    targets: v.exactOptional(targetsField),
    warnings: v.exactOptional(warningsField),
    calendarId: calendarField,
    active: v.exactOptional(
      v.pipe(
        v.boolean(),
        v.description('Whether new tickets may get it.'),
        v.metadata({ examples: [false] }),
      ),
    ),
  }),
  v.check((body) => Object.keys(body).length > 0, 'nothing_to_change'),
  v.metadata({ examples: [{ targets: { first_response: 20, resolution: 180 } }] }),
);
