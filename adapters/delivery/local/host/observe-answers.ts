import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { perRequest } from './per-request.ts'
import type { Answered } from './traffic-meter.ts'

/** Told what became of each request. */
export interface Figures {
  /** What the release made of it that was to answer, or that kept its user waiting until they gave up. */
  release(answered: Answered): void
  /** What its user got in the end, whichever release that was from. */
  user(failed: boolean): void
}

export interface Observer {
  /** Follows a request that is the business of this task's release from here on. */
  begin(request: FastifyRequest, reply: FastifyReply, task: string): void
  /** That release has failed it. Whoever answers it now answers its user, and is neither better nor worse for it. */
  failed(request: FastifyRequest): void
}

interface Waiting {
  /** Left out once its release has failed it. */
  readonly task?: string
  readonly since: number
}

/**
 * Has each request counted once: when its answer begins, so that a stream or a slow reader is not a slow service; or when
 * its user has gone before that, as slow as the user was patient. A 5xx is an error, of the instance (any) as of ours
 * (502: it does not answer; 503: it is being started again). An upgrade to a WebSocket is neither answer nor error.
 */
export function observeAnswers(server: FastifyInstance, figures: Figures): Observer {
  const waiting = perRequest<Waiting>(server)
  const over = (request: FastifyRequest, failed: boolean): void => {
    const begun = waiting.get(request)
    if (!begun) return
    waiting.set(request, undefined)
    tell(begun, failed)
    figures.user(failed)
  }
  const tell = ({ task, since }: Waiting, failed: boolean): void => {
    if (task !== undefined) figures.release({ task, failed, ms: performance.now() - since })
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
    failed(request) {
      const begun = waiting.get(request)
      if (!begun) return
      tell(begun, true)
      waiting.set(request, { since: begun.since })
    },
  }
}
