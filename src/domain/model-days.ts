import type { Projection } from './event.ts'
import type { ShipmateEvent } from './events.ts'
import type { ModelUse } from './model-use.ts'

/** What the calls of one day came to, for one use. */
export interface ModelDay {
  /** `2026-11-21`, in UTC. */
  readonly day: string
  readonly use: ModelUse
  readonly calls: number
  readonly tokensIn: number
  readonly tokensOut: number
  readonly tokensAsJson: number
}

export const modelDays: Projection<ModelDay, ShipmateEvent> = {
  name: 'model-days',
  keys: ({ body, at }) => (body.type === 'model.answered' ? [`${dayOf(at)}/${body.use}`] : []),
  apply(before, { body, at }) {
    if (body.type !== 'model.answered') return before
    return {
      day: dayOf(at),
      use: body.use,
      calls: (before?.calls ?? 0) + 1,
      tokensIn: (before?.tokensIn ?? 0) + body.tokensIn,
      tokensOut: (before?.tokensOut ?? 0) + body.tokensOut,
      tokensAsJson: (before?.tokensAsJson ?? 0) + body.tokensAsJson,
    }
  },
  labels: () => [],
}

const dayOf = (at: string): string => at.slice(0, 10)
