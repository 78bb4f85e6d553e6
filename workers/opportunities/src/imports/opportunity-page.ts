import { type Beginning, standing } from '@keyline/cases';
import type { Finding, ParsedRow, Trial } from '@keyline/imports';
import type { Moved } from '@keyline/process/engine';
import type { opportunities } from '@keyline/schema';
import type { Loaded, NewRow } from '@keyline/store';
import type { OpportunityFileRow } from '../domain/opportunity-file-row.ts';
import type { opportunityPageLoads } from '../records/opportunity-pages.ts';
import type { OpportunityRow } from '../views.ts';

export type Row = ParsedRow<OpportunityFileRow>;
export type PageState = Loaded<ReturnType<typeof opportunityPageLoads>>;
export type Said = Omit<Finding, 'row'>;
export type Patch = Partial<NewRow<typeof opportunities>>;

/** An opportunity that the page makes. */
export interface Begun {
  readonly fields: Beginning<typeof opportunities>;
  readonly moved: Moved;
}

/** An opportunity as the rows before have left it. */
export interface Known {
  readonly visible: boolean;
  readonly permitted: boolean;
  /** As it was loaded; undefined for one that the page, or an earlier page of a dry run, makes. */
  readonly before: OpportunityRow | undefined;
  /** As the rows before have left it. */
  current: NewRow<typeof opportunities>;
}

/** The opportunities that the rows of a page can mean, and those that they make. */
export class OpportunitiesOfPage {
  readonly #byExternalId = new Map<string, Known>();
  readonly begun: Begun[] = [];

  constructor({ known }: Pick<PageState, 'known'>, trials: readonly Pick<Trial, 'state'>[]) {
    for (const { visible, permitted, ...before } of known)
      this.#put({ visible, permitted, before, current: before });
    for (const { state } of trials) this.#putOwn(state as Known['current']);
  }

  /** The one that a row means. */
  of(externalId: string): Known | undefined {
    return this.#byExternalId.get(externalId);
  }

  /** Makes one, known to the rows behind it. */
  begin(one: Begun): void {
    this.begun.push(one);
    this.#putOwn(madeOf(one));
  }

  /** Those that were there and are otherwise now. */
  get patches(): readonly { readonly before: OpportunityRow; readonly patch: Patch }[] {
    return [...this.#byExternalId.values()].flatMap(({ before, current }) => {
      if (before === undefined || before === current) return [];
      const { id: _, version: __, createdAt, updatedAt, createdBy, ...patch } = current as OpportunityRow;
      return [{ before, patch }];
    });
  }

  /** What later pages of a dry run have to know. */
  get trials(): readonly Trial[] {
    return this.begun.map((one) => {
      const state = madeOf(one);
      return { id: state.id, keys: state.externalId === null ? [] : [state.externalId], state };
    });
  }

  #putOwn(current: Known['current']): void {
    this.#put({ visible: true, permitted: true, before: undefined, current });
  }

  #put(known: Known): void {
    const { externalId } = known.current;
    if (externalId !== null) this.#byExternalId.set(externalId, known);
  }
}

function madeOf({ fields, moved }: Begun): Known['current'] {
  return { ...fields, ...standing(moved.next) };
}
