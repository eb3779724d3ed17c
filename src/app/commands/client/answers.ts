import { z } from 'zod'

/* What the commands read of the API's answers; the rest is not theirs to know. */

const maybe = z.string().optional()

export const sessionForm = z.object({ id: z.string() })

const buttonForm = z.object({ id: z.string(), label: z.string(), style: z.string() })
const blockForm = z.object({ kind: z.string(), buttons: z.array(buttonForm).optional() })

export const messageForm = z.object({
  id: z.string(),
  position: z.number(),
  from: z.enum(['you', 'shipmate']),
  content: z.string(),
  card: z.object({ blocks: z.array(blockForm) }).optional(),
  correlation_id: maybe,
})
export type BotMessage = z.output<typeof messageForm>

export const saidForm = z.object({ id: z.string(), reply: messageForm.optional() })
export const pressedForm = z.object({ notice: maybe })
export const answeredForm = z.object({ state: z.string(), notice: maybe })

export const placesForm = z.object({
  services: z.array(
    z.object({
      ...{ service: z.string(), environment: z.string(), changing: maybe },
      live: z.object({ version: z.string(), since: z.string(), stopped_since: maybe }).optional(),
      health: z.object({ state: z.string(), sentence: maybe }).optional(),
    }),
  ),
})
export type SeenPlaces = z.output<typeof placesForm>['services']

export const taskForm = z.object({
  ...{ id: z.string(), kind: z.string(), state: z.string(), service: maybe, environment: maybe, phase: maybe },
  ...{ workflow: maybe, started_at: maybe, ended_at: maybe },
  release: z.object({ version: z.string() }).optional(),
  failure: z.object({ reason: z.string(), step: maybe, next_step: z.string() }).optional(),
  steps: z.array(z.object({ id: z.string(), state: z.string() })),
})
export type WatchedTask = z.output<typeof taskForm>

export const changeForm = z.object({
  ...{ id: z.string(), kind: z.string(), state: z.string(), service: maybe, environment: maybe },
  ...{ by: z.string(), reason: maybe, plan_hash: z.string(), task: maybe, why: maybe },
  release: z.object({ version: z.string(), commit: z.string() }).optional(),
  risk: z.object({ verdict: z.string(), reasons: z.array(z.string()) }).optional(),
  approvals: z.array(z.object({ by: z.string(), at: z.string() })),
})
export type SeenChange = z.output<typeof changeForm>

/** The buttons of a message, in their order. */
export const buttonsOf = ({ card }: BotMessage): readonly z.output<typeof buttonForm>[] =>
  (card?.blocks ?? []).flatMap(({ buttons }) => buttons ?? [])
