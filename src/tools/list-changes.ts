import { z } from 'zod'
import type { Confirmation } from '../domain/confirmation.ts'
import type { JsonObject } from '../domain/event.ts'
import { type Plan, whereOf } from '../domain/plan.ts'
import { confirmations } from '../domain/projections.ts'
import { en } from '../texts/en/texts.ts'
import { planTitle } from '../texts/plan-words.ts'
import { type Evidence, moment } from './evidence.ts'
import { defineTool, name } from './tool.ts'

const RIGHT = 'change.list'
/** Of the newest so many plans, at most so many are shown. */
const LOOKED_THROUGH = 100
const MOST_CHANGES = 20

export const listChanges = defineTool({
  name: 'list_changes',
  description:
    'Changes that people were asked to confirm of late, the newest first: what each would do, whether it still waits for its yes, and how it was answered.',
  effect: 'read',
  permission: RIGHT,
  input: z.strictObject({
    service: name.optional(),
    environment: name.optional(),
    state: z.enum(['open', 'given', 'declined', 'expired', 'superseded']).optional().describe('open: still waits'),
  }),
  async run({ service, environment, state }, scope) {
    const labels = state === undefined ? [] : [state]
    const listed = await scope.store.list(confirmations, { labels, limit: LOOKED_THROUGH })
    const meant = listed.filter(({ plan }) => isMeant(plan, service, environment))
    const visible = await Promise.all(meant.map(({ plan }) => scope.mayRead(RIGHT, whereOf({ plan }))))
    const found = meant.filter((_, index) => visible[index]).slice(0, MOST_CHANGES)
    if (found.length === 0) return { kind: 'nothing', sentence: 'Nobody was asked to confirm such a change of late.' }
    return { kind: 'found', facts: { changes: found.map(factsOf) }, evidence: found.map(ofChange) }
  },
})

function isMeant(plan: Plan, service: string | undefined, environment: string | undefined): boolean {
  const place = whereOf({ plan })
  return (service ?? place.service) === place.service && (environment ?? place.environment) === place.environment
}

/** By what would be done, which is what a person says yes to. */
const changeId = ({ planHash }: Confirmation): string => `plan ${planHash.slice(0, 8)}`

function factsOf(confirmation: Confirmation): JsonObject {
  const { plan, state, requestedAt, expiresAt, rule } = confirmation
  return {
    id: changeId(confirmation),
    would: planTitle(plan, en),
    state: state.kind,
    askedAt: requestedAt,
    why: rule,
    ...(state.kind === 'open' ? { expiresAt } : { answeredAt: state.at }),
  }
}

function ofChange(confirmation: Confirmation): Evidence {
  const { plan, state, requestedAt } = confirmation
  return { id: changeId(confirmation), says: `${planTitle(plan, en)}: ${state.kind}, asked at ${moment(requestedAt)}` }
}
