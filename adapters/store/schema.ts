/** PostgreSQL cuts identifiers at 63 bytes; the channel's name is the schema's with a few letters more. */
const SCHEMA_NAME = /^[a-z_][a-z0-9_]{0,49}$/

/** Where the log lies and how its appends are announced, checked so that both can stand in SQL as they are. */
export interface Schema {
  readonly name: string
  readonly channel: string
}

export function schemaOf(name: string): Schema {
  if (!SCHEMA_NAME.test(name)) throw new TypeError(`a schema is named like "shipmate_test", not "${name}"`)
  return { name, channel: `${name}_appended` }
}
