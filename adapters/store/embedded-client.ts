import { EventEmitter } from 'node:events'
import type { EmbeddedDatabase } from './embedded-database.ts'
import type { Lock } from './lock.ts'
import type { Answer, PoolClient } from './pool.ts'

/** The one session that PGlite has. */
export interface EmbeddedSession {
  readonly database: EmbeddedDatabase
  /** Who holds it may ask. */
  readonly session: Lock
}

/**
 * One of many clients of the single session that PGlite has. Each query waits for the session; one that leaves a
 * transaction open keeps the session until COMMIT or ROLLBACK, so transactions never interleave.
 */
export class EmbeddedClient extends EventEmitter implements PoolClient {
  readonly #database: EmbeddedDatabase
  readonly #session: Lock
  readonly #listening = new Map<string, () => Promise<void>>()
  /** A client answers its queries in order. */
  #last: Promise<unknown> = Promise.resolve()
  /** How to let the session go, while this client has it. */
  #leave: (() => void) | undefined

  constructor({ database, session }: EmbeddedSession) {
    super()
    this.#database = database
    this.#session = session
  }

  query<Row>(text: string, parameters?: readonly unknown[]): Promise<Answer<Row>> {
    return this.#inOrder(() => this.#withSession(() => this.#ask<Row>(text, parameters)))
  }

  release(): void {
    // Nothing is left behind in a database that has been closed meanwhile.
    this.#inOrder(() => this.#withSession(() => this.#leaveNothingBehind())).catch(() => undefined)
  }

  #inOrder<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(work)
    this.#last = result.catch(() => undefined)
    return result
  }

  async #withSession<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#leave ??= await this.#session.acquire()
    try {
      if (this.#database.closed) throw new Error('PGlite is closed')
      return await work()
    } finally {
      if (this.#database.closed || !this.#database.inTransaction) {
        this.#leave()
        this.#leave = undefined
      }
    }
  }

  async #ask<Row>(text: string, parameters: readonly unknown[] | undefined): Promise<Answer<Row>> {
    const listen = LISTEN.exec(withoutComments(text))
    if (listen) return this.#listen(listen)
    return this.#database.query<Row>(text, parameters)
  }

  async #listen([, un, channel = '']: RegExpExecArray): Promise<Answer<never>> {
    await this.#listening.get(channel)?.()
    this.#listening.delete(channel)
    if (!un) {
      const stop = await this.#database.listen(channel, (payload) => this.emit('notification', { channel, payload }))
      this.#listening.set(channel, stop)
    }
    return { rows: [], rowCount: null }
  }

  async #leaveNothingBehind(): Promise<void> {
    if (this.#database.inTransaction) await this.#database.query('ROLLBACK')
    for (const stop of this.#listening.values()) await stop()
    this.#listening.clear()
  }
}

const LISTEN = /^(un)?listen\s+(\w+)\s*;?\s*$/i

/** PGlite hands notifications to callbacks, so these two statements must be known; the queue's begin with comments. */
function withoutComments(text: string): string {
  return text.replace(/^(\s*--[^\n]*\n)+/, '').trim()
}
