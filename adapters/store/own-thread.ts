import { Worker } from 'node:worker_threads'
import type { EmbeddedDatabase } from './embedded-database.ts'
import type { Answer } from './pool.ts'
import { type FromThread, OPENING, type Request, receivedFault, type ToThread } from './thread-messages.ts'

const THREAD = new URL('./database-thread.ts', import.meta.url)

/**
 * PGlite in a thread of its own, so that this one answers whatever the database is at.
 *
 * @param folder Of a database that is there.
 * @throws what PGlite says of a folder that it does not start on.
 */
export async function openInOwnThread(folder: string): Promise<EmbeddedDatabase> {
  const thread = new Worker(THREAD, { name: 'database', workerData: folder })
  const asked = new Map<number, PromiseWithResolvers<Answer<unknown> | undefined>>()
  const listeners = new Map<number, (payload: string) => void>()
  let next = OPENING
  let inTransaction = false
  let closed = false

  /** Only what waits for an answer keeps the process running. */
  const awaitAnswer = (): { number: number; answer: Promise<Answer<unknown> | undefined> } => {
    const number = next++
    const waiting = Promise.withResolvers<Answer<unknown> | undefined>()
    asked.set(number, waiting)
    thread.ref()
    return { number, answer: waiting.promise }
  }
  const settle = (number: number): PromiseWithResolvers<Answer<unknown> | undefined> | undefined => {
    const waiting = asked.get(number)
    asked.delete(number)
    if (asked.size === 0) thread.unref()
    return waiting
  }
  const ask = (request: Request): Promise<Answer<unknown> | undefined> => {
    if (closed) return Promise.reject(new Error('PGlite is closed'))
    const { number, answer } = awaitAnswer()
    thread.postMessage({ ...request, number } satisfies ToThread)
    return answer
  }
  const end = (fault: Error): void => {
    closed = true
    for (const number of asked.keys()) settle(number)?.reject(fault)
  }

  thread.on('message', (message: FromThread) => {
    switch (message.kind) {
      case 'heard':
        return listeners.get(message.listener)?.(message.payload)
      case 'answered':
        inTransaction = message.inTransaction
        return settle(message.number)?.resolve(message.answer)
      case 'failed':
        inTransaction = message.inTransaction
        return settle(message.number)?.reject(receivedFault(message.fault))
    }
  })
  thread.on('error', (cause) => end(new Error(`PGlite is closed: ${cause.message}`, { cause })))
  thread.on('exit', () => end(new Error('PGlite is closed')))

  await awaitAnswer().answer
  return {
    query: <Row>(text: string, parameters?: readonly unknown[]) =>
      ask({ kind: 'query', text, parameters }) as Promise<Answer<Row>>,
    async listen(channel, heard) {
      const listener = next
      listeners.set(listener, heard)
      await ask({ kind: 'listen', channel })
      return async () => {
        listeners.delete(listener)
        await ask({ kind: 'unlisten', listener })
      }
    },
    get inTransaction() {
      return inTransaction
    },
    get closed() {
      return closed
    },
    async close() {
      const done = ask({ kind: 'close' })
      closed = true
      await done
      await thread.terminate()
    },
  }
}
