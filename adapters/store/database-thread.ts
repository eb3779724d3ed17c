import { parentPort, workerData } from 'node:worker_threads'
import { type DatabaseInThisThread, openInThisThread } from './embedded-database.ts'
import { type FromThread, OPENING, type PackedAnswer, packed, sentFault, type ToThread } from './thread-messages.ts'

// The thread that `openInOwnThread` starts. It owns the database, and does one after the other what it is asked.

const say = (message: FromThread): void => parentPort?.postMessage(message)

const opening = openInThisThread(workerData as string, 'text')
const listening = new Map<number, () => Promise<void>>()
let last = answer(OPENING, async () => undefined)
parentPort?.on('message', (request: ToThread) => {
  last = last.then(() => answer(request.number, (database) => perform(database, request)))
})

async function answer(
  number: number,
  work: (database: DatabaseInThisThread) => Promise<PackedAnswer | undefined>,
): Promise<void> {
  let database: DatabaseInThisThread | undefined
  try {
    database = await opening
    const result = await work(database)
    say({ kind: 'answered', number, answer: result, inTransaction: database.inTransaction })
  } catch (fault) {
    say({ kind: 'failed', number, fault: sentFault(fault), inTransaction: database?.inTransaction ?? false })
  }
}

async function perform(database: DatabaseInThisThread, request: ToThread): Promise<PackedAnswer | undefined> {
  switch (request.kind) {
    case 'query':
      return packed(await database.query<object>(request.text, request.parameters))
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
    case 'archive':
      return packed({ rows: [{ archive: await database.archive() }], rowCount: 1, json: [] })
    case 'close':
      await database.close()
      return undefined
  }
}
