import type { RowOutcome, Trial } from '@keyline/imports';
import { nameKey } from '@keyline/kernel';
import type { AccountRow } from '../domain/account-row.ts';
import type { KnownAccount } from '../records/account-pages.ts';
import type { PageState } from './account-references.ts';

/** An account as the rows before have left it. */
export interface Standing {
  /** As it was loaded; undefined for one that the page makes. */
  readonly before: Current | undefined;
  /** The caller sees it, and may change it. */
  readonly visible: boolean;
  readonly permitted: boolean;
  current: Current;
  /** Of one that was made by the import: its id and those of what stands above it. */
  readonly ancestors?: readonly string[];
}

/** What a page knows of an account, whether it is in the database already or not. */
export type Current = Omit<KnownAccount, 'visible' | 'permitted'>;

/** The accounts that the rows of a page can mean or be doubles of, with what earlier rows made of them. */
export class AccountsOfPage {
  readonly #all = new Map<string, Standing>();
  readonly #byExternalId = new Map<string, Standing>();
  readonly #byCode = new Map<string, Standing>();
  readonly #byNameKey = new Map<string, Set<Standing>>();

  constructor({ byExternalId, byCode, byNameKey }: PageState, trials: readonly Pick<Trial, 'state'>[]) {
    for (const { state } of trials) {
      const standing = state as Standing;
      if (!this.#all.has(standing.current.id)) this.put(standing);
    }
    for (const { visible, permitted, ...before } of [...byExternalId, ...byCode, ...byNameKey]) {
      if (!this.#all.has(before.id)) this.put({ before, visible, permitted, current: before });
    }
  }

  /** Those that were loaded, then those that the page makes, in the order of its rows. */
  get standing(): IterableIterator<Standing> {
    return this.#all.values();
  }

  /** Makes an account known under its keys as they are now. */
  put(standing: Standing): void {
    const { id, externalId, creditCode, nameKey: key } = standing.current;
    this.#all.set(id, standing);
    if (externalId !== null) this.#byExternalId.set(externalId, standing);
    if (creditCode !== null) this.#byCode.set(creditCode, standing);
    const namesakes = this.#byNameKey.get(key) ?? new Set();
    this.#byNameKey.set(key, namesakes.add(standing));
  }

  /** Changes what is known of an account, and takes away the keys that it had. */
  change(standing: Standing, current: Current): void {
    const { externalId, creditCode, nameKey: key } = standing.current;
    if (externalId !== null) this.#byExternalId.delete(externalId);
    if (creditCode !== null) this.#byCode.delete(creditCode);
    this.#byNameKey.get(key)?.delete(standing);
    standing.current = current;
    this.put(standing);
  }

  /**
   * The account that a row means: by its external id, else its credit code, else, where it has neither, the only
   * one of exactly its name. A credit code of an account that has another external id means a double.
   */
  meant({ externalId, creditCode, name }: AccountRow): Standing | undefined {
    const named = this.withExternalId(externalId);
    if (named !== undefined) return named;
    if (creditCode) {
      const coded = this.withCode(creditCode);
      const fits = !externalId || coded?.current.externalId === null;
      return fits ? coded : undefined;
    }
    if (externalId || name === undefined) return undefined;
    const namesakes = [...this.namesakes(name)].filter(({ current }) => current.name === name);
    return namesakes.length === 1 ? namesakes[0] : undefined;
  }

  withExternalId(externalId: string | null | undefined): Standing | undefined {
    return typeof externalId !== 'string' ? undefined : this.#byExternalId.get(externalId);
  }

  withCode(creditCode: string | null | undefined): Standing | undefined {
    return typeof creditCode !== 'string' ? undefined : this.#byCode.get(creditCode);
  }

  /** Accounts of a similar name. */
  namesakes(name: string): ReadonlySet<Standing> {
    return this.#byNameKey.get(nameKey(name)) ?? new Set();
  }
}

/** The outcome of a row that is not imported. */
export function failedRow(row: number, findings: RowOutcome['findings']): RowOutcome {
  return { row, outcome: 'failed', findings };
}
