import pg from 'pg'
import { EmbeddedClient } from '../../adapters/store/embedded-client.ts'

/** A statement that was asked of the database. */
export interface Asked {
  readonly text: string
  /** From being handed over to its answer: what it waits for the session, and for the event loop, is in it. */
  readonly ms: number
}

/** All statements of the process from now on, of PGlite's clients and of the PostgreSQL driver's, the queue's included. */
export function watchStatements(): readonly Asked[] {
  const asked: Asked[] = []
  watch(EmbeddedClient.prototype, asked)
  watch(pg.Client.prototype, asked)
  return asked
}

type Query = (...given: unknown[]) => unknown

function watch(client: object, asked: Asked[]): void {
  const { query } = client as { query: Query }
  const watched = function (this: object, ...given: unknown[]): unknown {
    const began = performance.now()
    const answered = (): void => void asked.push({ text: textOf(given[0], given[1]), ms: performance.now() - began })
    // The driver's pool hands over a callback and its clients give a promise.
    const last = given.at(-1)
    if (typeof last !== 'function') return settledWith(query.apply(this, [...given]), answered)
    return query.apply(this, [
      ...given.slice(0, -1),
      (...answer: readonly unknown[]) => {
        answered()
        last(...answer)
      },
    ])
  }
  Object.assign(client, { query: watched })
}

function settledWith(answer: unknown, answered: () => void): unknown {
  if (answer instanceof Promise) answer.then(answered, answered)
  return answer
}

/** Many documents are read by the same words; which kind is what one wants to know. */
function textOf(statement: unknown, parameters: unknown): string {
  const { text, values } =
    typeof statement === 'string' ? { text: statement, values: parameters } : (statement as pg.QueryConfig)
  const [first] = Array.isArray(values) ? values : []
  const named = text.replace(/(?<=\b(?:projection|reactor) = )\$1/, `'${first}'`)
  return named.replace(/\s+/g, ' ').trim()
}
