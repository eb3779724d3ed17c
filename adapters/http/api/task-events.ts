import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { UserId } from '../../../src/domain/ids.ts'
import { API, type ApiBehind } from './behind.ts'
import { knownCaller } from './caller.ts'
import { answerWithEvents, type SentEvent, type Streams } from './event-stream.ts'
import { NotThereError } from './not-there.ts'
import { problemSchema } from './problem.ts'
import { shownTaskInFull } from './read-shapes.ts'
import { redacted } from './redacted.ts'

/** Server-Sent Events: a task as it is now, each time it looks otherwise, until it has ended. */
export function serveTaskEvents(server: FastifyInstance, behind: () => ApiBehind, streams: Streams): void {
  server.withTypeProvider<ZodTypeProvider>().get(
    `${API}/tasks/:task/events`,
    {
      // An answer to HEAD would be a connection that nobody reads.
      exposeHeadRoute: false,
      schema: {
        tags: ['Look up'],
        summary: 'A task each time it moves, as Server-Sent Events; Last-Event-ID leaves out what is known',
        params: z.object({ task: z.string().max(40) }),
        headers: z.object({ 'last-event-id': z.string().max(64).optional() }),
        response: {
          200: { description: 'Server-Sent Events', content: { 'text/event-stream': { schema: z.string() } } },
          default: problemSchema,
        },
      },
    },
    async (request, reply) => {
      const caller = knownCaller(request)
      const followed = { by: caller.user, task: request.params.task, known: request.headers['last-event-id'] }
      // Refused as a problem, before there is a stream.
      if (!(await behind().reads.task(followed.by, followed.task))) throw new NotThereError(`task ${followed.task}`)
      return answerWithEvents(reply, { ...streams, caller, behind: behind() }, (left) =>
        movesOf(behind(), followed, left),
      )
    },
  )
}

interface Followed {
  readonly by: UserId
  readonly task: string
  /** The id of the last event that the reader has. */
  readonly known: string | undefined
}

/**
 * Ends with the task.
 * @throws {NotThereError} when its reader may not see it any more.
 */
async function* movesOf(
  { reads, redact, onTasksMoved }: ApiBehind,
  { by, task, known }: Followed,
  left: AbortSignal,
): AsyncGenerator<SentEvent> {
  let [last, wake] = [known, (): void => {}]
  const heard = (): void => wake()
  const stop = onTasksMoved(heard)
  left.addEventListener('abort', heard)
  try {
    while (!left.aborted) {
      // Before the look: what moves during it wakes.
      const moved = new Promise<void>((resolve) => {
        wake = resolve
      })
      const seen = await reads.task(by, task)
      if (!seen) throw new NotThereError(`task ${task}`)
      const data = redacted(shownTaskInFull(seen), redact) as object
      const id = idOf(data)
      if (id !== last) yield { name: 'task', data, id }
      last = id
      if (seen.run.endedAt !== undefined) return
      if (!left.aborted) await moved
    }
  } finally {
    stop()
    left.removeEventListener('abort', heard)
  }
}

/** Two that look the same are the same: what its reader has already is not sent again. */
const idOf = (shown: object): string => createHash('sha256').update(JSON.stringify(shown)).digest('hex').slice(0, 16)
