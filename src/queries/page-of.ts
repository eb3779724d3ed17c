import { CursorError, type Page, type PageAsked } from '../ports/web-reads.ts'

/** Entries that a page may reach back; `CursorError` says so. */
const MOST_BACK = 1_000

/**
 * One page of a list whose newest entries come first. A page goes by what the one before ended with, so that what is new
 * meanwhile moves nothing.
 * @param newest Reads what somebody may see of so many of the newest.
 * @throws {CursorError}
 */
export async function pageOf<Item>(
  newest: (count: number) => Promise<readonly Item[]>,
  keyOf: (item: Item) => string,
  { cursor, limit }: PageAsked,
): Promise<Page<Item>> {
  const few = cursor === undefined ? cut(await newest(limit + 1), keyOf, limit) : undefined
  // Some of the newest may not be theirs to see.
  if (few?.next !== undefined) return few
  const found = await newest(MOST_BACK)
  if (cursor === undefined) return cut(found, keyOf, limit)
  const index = found.findIndex((item) => keyOf(item) === cursor)
  if (index < 0) throw new CursorError(`there is no ${cursor} among the newest`)
  return cut(found.slice(index + 1), keyOf, limit)
}

function cut<Item>(found: readonly Item[], keyOf: (item: Item) => string, limit: number): Page<Item> {
  const items = found.slice(0, limit)
  const last = items.at(-1)
  return found.length > limit && last !== undefined ? { items, next: keyOf(last) } : { items }
}
