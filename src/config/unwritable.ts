/**
 * Finds what JSON would lose in silence: a configuration is plain data, because two processes have to see the same one.
 * `null`: everything can be written.
 */
export function findUnwritable(value: unknown, key = '', above: readonly unknown[] = []): {key: string; what: string} | null {
  if (value === null || value === undefined || typeof value === 'string' || typeof value === 'boolean') return null;
  if (typeof value === 'number') return Number.isFinite(value) ? null : {key, what: String(value)};
  if (typeof value !== 'object') return {key, what: `a ${typeof value}`};
  if (above.includes(value)) return {key, what: 'a reference back to what contains it'};
  const prototype: unknown = Object.getPrototypeOf(value);
  if (!Array.isArray(value) && prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    return {key, what: `a ${value.constructor?.name ?? 'class instance'}`};
  }
  for (const [name, item] of Object.entries(value)) {
    const below = Array.isArray(value) ? `${key}[${name}]` : key === '' ? name : `${key}.${name}`;
    const found = findUnwritable(item, below, [...above, value]);
    if (found) return found;
  }
  return null;
}
