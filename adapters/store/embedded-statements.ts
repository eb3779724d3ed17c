import { type PGlite, parse, protocol, types } from '@electric-sql/pglite'
import type { Answer } from './pool.ts'

export interface EmbeddedAnswer<Row> extends Answer<Row> {
  /** The columns that hold JSON, as text where the database was opened so. */
  readonly json: readonly string[]
}

interface Statements {
  query<Row>(text: string, parameters: readonly unknown[]): Promise<EmbeddedAnswer<Row>>
}

/** A statement that PGlite has read already. */
interface Prepared {
  readonly name: string
  /** Of its parameters, by PostgreSQL's ids. */
  readonly types: readonly number[]
}

/** All statements of the bot and its queue, several times over; more than these are sent unprepared. */
const MOST_PREPARED = 1_000

const { serialize } = protocol

/**
 * Queries PGlite with parameters in one call. Its own `query` takes six and parses every statement again, which is most
 * of the cost of an answer. The caller makes sure that nobody else asks meanwhile.
 */
export function createStatements(database: PGlite): Statements {
  const known = new Map<string, Prepared>()

  const prepare = async (text: string): Promise<Prepared> => {
    const name = `prepared_${known.size}`
    const messages = await ask(database, [
      serialize.parse({ name, text }),
      serialize.describe({ type: 'S', name }),
      serialize.sync(),
    ])
    const prepared = { name, types: parse.parseDescribeStatementResults(messages) }
    known.set(text, prepared)
    return prepared
  }

  return {
    async query<Row>(text: string, parameters: readonly unknown[]): Promise<EmbeddedAnswer<Row>> {
      if (known.size >= MOST_PREPARED && !known.has(text)) {
        return answerFrom<Row>(await database.query<Row>(text, [...parameters]))
      }
      const { name, types } = known.get(text) ?? (await prepare(text))
      const values = parameters.map((value, index) => serialized(database, value, types[index]))
      const messages = await ask(database, [
        serialize.bind({ statement: name, values }),
        serialize.describe({ type: 'P' }),
        serialize.execute({}),
        serialize.sync(),
      ])
      return answerFrom<Row>(parse.parseResults(messages, database.parsers)[0])
    },
  }
}

const JSON_TYPES: readonly number[] = [types.JSON, types.JSONB]

/** Of PGlite's results what is used. */
interface Result {
  readonly rows: readonly unknown[]
  readonly fields: readonly { readonly name: string; readonly dataTypeID: number }[]
  readonly rowCount?: number | undefined
}

const NOTHING: Result = { rows: [], fields: [] }

/** @param result Left out where there was no statement. */
export function answerFrom<Row>(result = NOTHING): EmbeddedAnswer<Row> {
  const { rows, fields, rowCount = rows.length } = result
  const json = fields.filter(({ dataTypeID }) => JSON_TYPES.includes(dataTypeID)).map(({ name }) => name)
  return { rows: rows as Row[], rowCount, json }
}

/** An error leaves nothing behind: what follows it is passed over up to the `sync` at the end. */
function ask(database: PGlite, messages: readonly Uint8Array[]) {
  return database.runExclusive(() => database.execProtocolStream(Buffer.concat(messages)))
}

/** As PGlite's own `query` does it. */
function serialized(database: PGlite, value: unknown, type: number | undefined): string | null {
  if (value === null || value === undefined) return null
  const serializer = type === undefined ? undefined : database.serializers[type]
  return serializer ? serializer(value) : String(value)
}
