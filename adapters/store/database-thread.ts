import { parentPort, workerData } from 'node:worker_threads'
import { type EmbeddedDatabase, openInThisThread } from './embedded-database.ts'
import type { Answer } from './pool.ts'
import { type FromThread, OPENING, sentFault, type ToThread } from './thread-messages.ts'

// The thread that `openInOwnThread` starts. It owns the database, and does one after the other what it is asked.

const say = (message: FromThread): void => parentPort?.postMessage(message)

const opening = openInThisThread(workerData as string)
const listening = new Map<number, () => Promise<void>>()
let last = answer(OPENING, async () => undefined)
parentPort?.on('message', (request: ToThread) => {
  last = last.then(() => answer(request.number, (database) => perform(database, request)))
})

async function answer(
  number: number,
  work: (database: EmbeddedDatabase) => Promise<Answer<unknown> | undefined>,
): Promise<void> {
  let database: EmbeddedDatabase | undefined
  try {
    database = await opening
    const result = await work(database)
    say({ kind: 'answered', number, answer: result, inTransaction: database.inTransaction })
  } catch (fault) {
    say({ kind: 'failed', number, fault: sentFault(fault), inTransaction: database?.inTransaction ?? false })
  }
}

async function perform(database: EmbeddedDatabase, request: ToThread): Promise<Answer<unknown> | undefined> {
  switch (request.kind) {
    case 'query':
      return database.query(request.text, request.parameters)
    case 'listen': {
      const { number: listener } = request
      const heard = (payload: string): void => say({ kind: 'heard', listener, payload })
      listening.set(listener, await database.listen(request.channel, heard))
      return undefined
    }
    case 'unlisten': {
      const stop = listening.get(request.listener)
      listening.delete(request.listener)
      await stop?.()
      return undefined
    }
    case 'close':
      await database.close()
      return undefined
  }
}
