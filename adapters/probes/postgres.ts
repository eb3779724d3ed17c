import pg from 'pg'
import { failed, ok, reasonOf, type Verdict } from './verdict.ts'

const CONNECT_MS = 5_000
/** As versions number themselves: 15.0 is 150000. */
const OLDEST_SERVER = 150_000

/** Whether PostgreSQL answers, is new enough, and lets the bot make its tables. Makes none. */
export async function probePostgres(url: string): Promise<Verdict> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: CONNECT_MS,
  })
  // A connection that breaks between two calls would end the process.
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<Facts>(FACTS)
    return rows[0] === undefined ? failed('PostgreSQL gives no answer.') : verdictOn(rows[0])
  } catch (error) {
    return failed(
      `PostgreSQL does not answer: ${reasonOf(error)}.`,
      'Start it, or correct DATABASE_URL (store: in shipmate.yaml).',
    )
  } finally {
    await client.end().catch(() => {})
  }
}

interface Facts {
  readonly number: number
  readonly version: string
  readonly database: string
  readonly may_create: boolean
}

const FACTS = `
  select current_setting('server_version_num')::int as number,
         current_setting('server_version') as version,
         current_database() as database,
         has_database_privilege(current_database(), 'create') as may_create`

function verdictOn({ number, version, database, may_create }: Facts): Verdict {
  if (number < OLDEST_SERVER) return failed(`PostgreSQL ${version} is older than 15.`, 'Update it.')
  if (may_create) return ok(`PostgreSQL ${version}, database ${database}`)
  return failed(
    `The user may not create schemas in database ${database}.`,
    `As its owner: GRANT CREATE ON DATABASE "${database}" TO the user of DATABASE_URL.`,
  )
}
