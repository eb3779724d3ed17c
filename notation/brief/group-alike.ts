import type { Json } from '../shared/json.ts'

/** Texts of a list with those that differ in numbers only as one, its count behind it; other lists stay as they are. */
export function groupAlike(items: readonly Json[]): { readonly items: readonly Json[]; readonly merged: number } {
  if (!items.every((item) => typeof item === 'string')) return { items, merged: 0 }
  const groups = [...Map.groupBy(items, (text) => text.replaceAll(/\d+/g, '#')).values()]
  const merged = items.length - groups.length
  return {
    items: groups.map(([first = '', ...others]) => (others.length === 0 ? first : `${first} (×${others.length + 1})`)),
    merged,
  }
}
