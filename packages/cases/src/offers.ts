import type { Locale } from '@keyline/kernel';
import { type CaseState, formJson, stageOf } from '@keyline/process';
import type { Context } from '@keyline/process/engine';
import type { RecordState } from '@keyline/store';
import { type Around, contextOf, engineActor, type Mover, type Moving } from './moving.ts';
import { definitionOf, type MovingTable } from './process-statements.ts';

/** What the caller may do with a record now, with the form of each action; and why he may not do the rest. */
export async function offersOf<T extends MovingTable>(
  moving: Moving<T>,
  row: RecordState<T>,
  around: Around,
  given: { readonly by: Mover; readonly guard?: Context['guard'] },
  locale: Locale,
) {
  const { available } = await import('@keyline/process/engine');
  const definition = definitionOf(around.process);
  const state = (row as unknown as { readonly processState: unknown }).processState as CaseState;
  const offers = available(definition, state, engineActor(given.by), contextOf(moving, row, around, given));
  const data = offers.map(({ action: { name, title, form }, refusal }) => ({
    action: name,
    title: title[locale],
    allowed: refusal === undefined,
    code: refusal?.refused ?? null,
    reason: refusal?.reason[locale] ?? null,
    form: form === undefined ? null : formJson(form, locale),
  }));
  return { stage: state.stage, stageTitle: stageOf(definition, state.stage).title[locale], data };
}
