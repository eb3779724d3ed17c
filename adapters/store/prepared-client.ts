import pg from 'pg'

/** All statements of the bot and its queue, several times over; more than these are sent unprepared. */
const MOST_PREPARED = 1_000

/** By their text; every session knows a statement by the same name. */
const names = new Map<string, string>()

/**
 * Sessions that have PostgreSQL read and plan each statement with parameters once. To plan an append takes longer than to do it.
 * The queue's statements are left alone: a newer version of it may change its tables under an older one, whose plans would no
 * longer hold.
 *
 * @param schema What is prepared names it.
 */
export function preparedClient(schema: string): typeof pg.Client {
  const isOurs = (text: string): boolean => text.includes(`${schema}.`)
  return class PreparedClient extends pg.Client {
    // The overloads of `query` are for callers; here its arguments are passed on as they come.
    override query(...[statement, values, ...rest]: readonly unknown[]): never {
      const query = super.query as (...given: readonly unknown[]) => never
      const isPrepared =
        typeof statement === 'string' && Array.isArray(values) && values.length > 0 && isOurs(statement)
      const name = isPrepared ? nameOf(statement) : undefined
      if (name === undefined) return query.call(this, statement, values, ...rest)
      return query.call(this, { name, text: statement, values }, ...rest)
    }
  }
}

function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined || names.size >= MOST_PREPARED) return known
  const name = `prepared_${names.size}`
  names.set(text, name)
  return name
}
