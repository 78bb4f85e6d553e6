import type { Load, Plan, Statement, TenantStore } from '@keyline/store';

/** Reads several plans in one round trip, each statement with the same values once. Throws UnavailableError. */
export async function readPlans(
  store: TenantStore,
  plans: readonly Plan[],
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const known = new Map<Statement<string, unknown>, Map<string, string>>();
  const merged: Record<string, Load<unknown[]>> = {};
  const placeOf = ({ bound }: Load<unknown>): string => {
    const byValues = known.get(bound.statement) ?? new Map<string, string>();
    known.set(bound.statement, byValues);
    const values = JSON.stringify(bound.values);
    const place = byValues.get(values) ?? String(Object.keys(merged).length);
    byValues.set(values, place);
    merged[place] ??= { bound, take: (rows) => rows };
    return place;
  };
  const places = plans.map((plan) =>
    Object.entries(plan).map(([name, load]) => ({ name, load, place: load && placeOf(load) })),
  );
  const rows = await store.read(merged);
  return places.map((plan) =>
    Object.fromEntries(
      plan.map(({ name, load, place }) => [
        name,
        place === undefined ? undefined : load?.take(rows[place] ?? []),
      ]),
    ),
  );
}
