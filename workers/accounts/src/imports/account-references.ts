import type { Finding } from '@keyline/imports';
import type { Loaded } from '@keyline/store';
import type { AccountRow } from '../domain/account-row.ts';
import type { CheckedState } from '../records/account-checks.ts';
import type { accountPageLoads } from '../records/account-pages.ts';

export type PageState = Loaded<ReturnType<typeof accountPageLoads>>;
export type Said = Omit<Finding, 'row'>;

/** Fields that name other records. */
const references = ['ownerId', 'orgUnitId', 'gridId', 'responsibleUnitId', 'parentId'] as const;
type Reference = (typeof references)[number];

/** An account above others: its id, and those of what stands above it, itself first. */
export type Ancestors = readonly string[];

/** What the rows of a page name, found by ids and by what people call them. */
export class References {
  readonly #users: ReadonlyMap<string, PageState['users']>;
  readonly #units: ReadonlyMap<string, PageState['units']>;
  readonly #above: ReadonlyMap<string, PageState['above']>;
  /** Of accounts that the page makes: by their external id. */
  readonly #made = new Map<string, Ancestors>();

  constructor({ users, units, above }: PageState) {
    this.#users = groupedByKey(users);
    this.#units = groupedByKey(units);
    this.#above = groupedByKey(above);
  }

  /** Makes an account of this page known to the rows behind it. */
  add(externalId: string | null, ancestors: Ancestors): void {
    if (externalId !== null) this.#made.set(externalId, ancestors);
  }

  /** Ids in the place of what a row says, what the checks of an account look at, and names that mean several. */
  resolve(input: AccountRow): {
    readonly ids: Partial<Record<Reference, string>>;
    readonly state: CheckedState;
    readonly findings: Said[];
  } {
    const findings: Said[] = [];
    const ids: Partial<Record<Reference, string>> = {};
    const one = <T>(field: Reference, found: readonly T[] | undefined): T | undefined => {
      const given = input[field];
      if (given !== undefined && found !== undefined && found.length > 1) {
        const code = 'ambiguous_reference';
        findings.push({ severity: 'error', code, pointer: `/${field}`, values: { given } });
      }
      return found?.[0];
    };
    const userOf = (given: string) => one('ownerId', this.#users.get(given));
    const unitOf = (field: Reference) => (given: string) => one(field, this.#units.get(given));
    const owner = optional(input.ownerId, userOf);
    const orgUnit = optional(input.orgUnitId, unitOf('orgUnitId'));
    const grid = optional(input.gridId, unitOf('gridId'));
    const responsibleUnit = optional(input.responsibleUnitId, unitOf('responsibleUnitId'));
    const above = optional(input.parentId, (given) => this.#ancestorsOf(given));
    const found = {
      ownerId: owner?.id,
      orgUnitId: orgUnit?.id,
      gridId: grid?.id,
      responsibleUnitId: responsibleUnit?.id,
    };
    for (const field of references) {
      const given = input[field];
      if (given === undefined) continue;
      ids[field] = (field === 'parentId' ? above?.[0] : found[field]) ?? given;
    }
    const state = { owner, orgUnit, grid, responsibleUnit, above: above?.map((id) => ({ id })) };
    return { ids, state, findings };
  }

  #ancestorsOf(given: string): Ancestors | undefined {
    const made = this.#made.get(given);
    if (made !== undefined) return made;
    const found = this.#above.get(given);
    if (!found?.[0]?.visible) return undefined;
    return found.map(({ id }) => String(id));
  }
}

function optional<V, T>(given: V | undefined, find: (given: V) => T | undefined): T | undefined {
  return given === undefined ? undefined : find(given);
}

function groupedByKey<T extends { readonly key: string | null }>(
  rows: readonly T[],
): ReadonlyMap<string, T[]> {
  return Map.groupBy(rows, ({ key }) => String(key));
}
