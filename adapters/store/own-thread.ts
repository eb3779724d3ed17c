import { Worker } from 'node:worker_threads'
import type { EmbeddedDatabase } from './embedded-database.ts'
import type { Answer } from './pool.ts'
import { type FromThread, OPENING, type Request, receivedFault, type ToThread, unpacked } from './thread-messages.ts'

const THREAD = new URL('./database-thread.ts', import.meta.url)

/**
 * PGlite in a thread of its own, so that this one answers whatever the database is at.
 *
 * @param folder Of a database that is there.
 * @throws what PGlite says of a folder that it does not start on.
 */
export async function openInOwnThread(folder: string): Promise<EmbeddedDatabase> {
  const database = new DatabaseInThread(new Worker(THREAD, { name: 'database', workerData: folder }))
  await database.opened
  return database
}

type ThreadAnswer = Answer<unknown> | undefined

class DatabaseInThread implements EmbeddedDatabase {
  readonly #thread: Worker
  /** By number; only what waits for an answer keeps the process running. */
  readonly #waiting: Map<number, PromiseWithResolvers<ThreadAnswer>>
  readonly #listeners = new Map<number, (payload: string) => void>()
  #lastNumber = OPENING
  #inTransaction = false
  #closed = false
  /** Rejects when PGlite does not start on the folder; then nothing of it is left. */
  readonly opened: Promise<void>

  constructor(thread: Worker) {
    const opening = Promise.withResolvers<ThreadAnswer>()
    this.#thread = thread
    this.#waiting = new Map([[OPENING, opening]])
    this.opened = opening.promise.then(
      () => undefined,
      async (fault: unknown) => {
        this.#closed = true
        await thread.terminate()
        throw fault
      },
    )
    thread.on('message', (message: FromThread) => this.#receive(message))
    thread.on('error', (cause) => this.#end(new Error(`PGlite is closed: ${cause.message}`, { cause })))
    thread.on('exit', () => this.#end(new Error('PGlite is closed')))
  }

  get inTransaction(): boolean {
    return this.#inTransaction
  }

  get closed(): boolean {
    return this.#closed
  }

  async query<Row>(text: string, parameters?: readonly unknown[]): Promise<Answer<Row>> {
    return (await this.#ask({ kind: 'query', text, parameters })) as Answer<Row>
  }

  async archive(): Promise<Uint8Array> {
    const answer = (await this.#ask({ kind: 'archive' })) as Answer<{ archive: Uint8Array }>
    const [row] = answer.rows
    if (!row) throw new Error('PGlite gave no archive')
    return row.archive
  }

  async listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>> {
    const answer = this.#ask({ kind: 'listen', channel })
    const listener = this.#lastNumber
    this.#listeners.set(listener, heard)
    await answer
    return async () => {
      this.#listeners.delete(listener)
      await this.#ask({ kind: 'unlisten', listener })
    }
  }

  async close(): Promise<void> {
    const answer = this.#ask({ kind: 'close' })
    this.#closed = true
    await answer
    await this.#thread.terminate()
  }

  async #ask(request: Request): Promise<ThreadAnswer> {
    if (this.#closed) throw new Error('PGlite is closed')
    const number = ++this.#lastNumber
    const waiting = Promise.withResolvers<ThreadAnswer>()
    this.#waiting.set(number, waiting)
    this.#thread.ref()
    this.#thread.postMessage({ ...request, number } satisfies ToThread)
    return waiting.promise
  }

  #receive(message: FromThread): void {
    switch (message.kind) {
      case 'heard':
        this.#listeners.get(message.listener)?.(message.payload)
        return
      case 'answered':
        this.#inTransaction = message.inTransaction
        this.#settle(message.number)?.resolve(message.answer && unpacked(message.answer))
        return
      case 'failed':
        this.#inTransaction = message.inTransaction
        this.#settle(message.number)?.reject(receivedFault(message.fault))
    }
  }

  #settle(number: number): PromiseWithResolvers<ThreadAnswer> | undefined {
    const waiting = this.#waiting.get(number)
    this.#waiting.delete(number)
    if (this.#waiting.size === 0) this.#thread.unref()
    return waiting
  }

  /** @throws the fault, which ends the process, when nobody has closed it: only a new process opens the folder again. */
  #end(fault: Error): void {
    const isExpected = this.#closed || this.#waiting.has(OPENING)
    this.#closed = true
    for (const number of this.#waiting.keys()) this.#settle(number)?.reject(fault)
    if (!isExpected) throw fault
  }
}
