import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { perRequest } from './per-request.ts'
import type { Answered } from './traffic-meter.ts'

export interface Observer {
  /** Follows a request that is the business of this task's release from here on. */
  begin(request: FastifyRequest, reply: FastifyReply, task: string): void
  /** That release has failed it; whoever answers it now has no part in the figures. */
  failed(request: FastifyRequest): void
}

interface Waiting {
  readonly task: string
  readonly since: number
}

/**
 * Has each request counted once: when its answer begins, so that a stream or a slow reader is not a slow service; or when
 * its user has gone before that, as slow as the user was patient. A 5xx is an error, of the instance (any) as of ours
 * (502: it does not answer; 503: it is being started again). An upgrade to a WebSocket is neither answer nor error.
 */
export function observeAnswers(server: FastifyInstance, count: (answered: Answered) => void): Observer {
  const waiting = perRequest<Waiting>(server)
  const over = (request: FastifyRequest, failed: boolean): void => {
    const begun = waiting.get(request)
    if (!begun) return
    waiting.set(request, undefined)
    count({ task: begun.task, failed, ms: performance.now() - begun.since })
  }
  server.addHook('onSend', (request, reply, _, done) => {
    // What we would say to somebody who has gone is no answer of the service.
    over(request, reply.statusCode >= 500 && !reply.raw.destroyed)
    done()
  })
  return {
    begin(request, reply, task) {
      waiting.set(request, { task, since: performance.now() })
      reply.raw.once('close', () => {
        if (reply.sent && !reply.raw.headersSent) waiting.set(request, undefined)
        else over(request, false)
      })
    },
    failed: (request) => over(request, true),
  }
}
