/** What JSON writes as an object. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a value is an object with members of its own: no list, not null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A JSON merge patch (RFC 7396): members that are absent stay, null removes one, objects are merged. */
export function mergePatch(target: JsonObject, patch: JsonObject): JsonObject {
  const merged: Record<string, unknown> = { ...target };
  for (const [name, next] of Object.entries(patch)) {
    if (next === null) delete merged[name];
    else if (isJsonObject(next)) merged[name] = mergePatch(membersOf(merged[name]), next);
    else if (next !== undefined) merged[name] = next;
  }
  return merged;
}

/** The patch that makes `after` of `before`, where `after` lacks nothing that `before` has. */
export function patchBetween(before: JsonObject, after: JsonObject): JsonObject {
  const patch: Record<string, unknown> = {};
  for (const [name, next] of Object.entries(after)) {
    const last = before[name];
    if (isJsonObject(next)) {
      const inner = patchBetween(membersOf(last), next);
      if (Object.keys(inner).length > 0) patch[name] = inner;
    } else if (JSON.stringify(last) !== JSON.stringify(next)) patch[name] = next;
  }
  return patch;
}

function membersOf(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}
