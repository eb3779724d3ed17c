/** A statement as it is put together. Its text says which parts it has and not what is in them, so that it is planned once. */
export interface Statement {
  readonly values: readonly unknown[]
  /** @returns How the text names the value. */
  value(value: unknown): string
  /** @returns Rows for a FROM, as a table of the name. */
  rows(name: string, columns: readonly Column[]): string
}

/** Of a table that is handed over with a statement. */
export interface Column {
  readonly name: string
  readonly type: 'text' | 'int' | 'bigint' | 'timestamptz'
  readonly values: readonly unknown[]
}

/** To read single values takes PostgreSQL a fraction of what a list of one does. More rows would be more texts to plan. */
const MOST_ONE_BY_ONE = 3

/** @param isSmall Whether few rows are written value by value; else always as lists, whose text is the same for any number. */
export function createStatement({ isSmall }: { readonly isSmall: boolean }): Statement {
  const values: unknown[] = []
  const value = (one: unknown): string => `$${values.push(one)}`
  return {
    values,
    value,
    rows(name, columns) {
      const names = columns.map((column) => column.name).join(', ')
      const count = columns[0]?.values.length ?? 0
      if (!isSmall || count === 0 || count > MOST_ONE_BY_ONE) {
        const lists = columns.map(({ type, values: list }) => `${value(list)}::${type}[]`)
        return `unnest(${lists.join(', ')}) AS ${name} (${names})`
      }
      const rows = Array.from(
        { length: count },
        (_, row) => `(${columns.map(({ type, values: list }) => `${value(list[row])}::${type}`).join(', ')})`,
      )
      return `(VALUES ${rows.join(', ')}) AS ${name} (${names})`
    },
  }
}

/** A `text[]` as PostgreSQL reads it, for a list of lists: `unnest` would take those apart as well. */
export function textList(texts: readonly string[]): string {
  return `{${texts.map((text) => `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`).join(',')}}`
}
