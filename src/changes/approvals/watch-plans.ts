import { type ChangeRequest, changeStream } from '../../domain/change-request.ts'
import { isOfChange } from '../../domain/event-kinds.ts'
import { changeFrom } from '../../domain/histories.ts'
import { planHash } from '../../domain/plan.ts'
import { changes } from '../../domain/projections.ts'
import { correlationOf } from '../../queries/correlation.ts'
import { startLogLoop } from '../../runtime/log-loop.ts'
import type { Loop } from '../../runtime/loop.ts'
import { transact } from '../../runtime/transact.ts'
import { textsIn } from '../../texts/texts-in.ts'
import type { ChangeParts } from '../parts.ts'
import { planFor } from '../plan.ts'
import { askAgain, lookAgain } from './look-again.ts'

const LOOK_EVERY_MS = 60_000

export interface PlanWatchParts extends ChangeParts {
  readonly onError: (error: unknown) => void
}

/**
 * Notices a push, another release or a changed recipe while people decide, so that nobody reads up on a plan that has
 * moved. The last word is that of the approval, which looks again.
 */
export function startWatchingPlans(parts: PlanWatchParts): Loop {
  const { store, clock, onError } = parts
  const round = async (): Promise<Date | undefined> => {
    const pending = await store.list(changes, { labels: ['pending'] })
    for (const change of pending) await look(parts, change).catch(onError)
    return pending.length === 0 ? undefined : new Date(clock.now().getTime() + LOOK_EVERY_MS)
  }
  return startLogLoop(store, { clock, round, onError }, isOfChange)
}

/** What cannot be planned at this moment may be so for a while: nothing is voided for that. */
async function look(parts: PlanWatchParts, { change, plan, language, planHash: asked }: ChangeRequest): Promise<void> {
  const { store, clock } = parts
  const texts = textsIn(language)
  const planned = await planFor(plan, parts, texts)
  if (planned.kind === 'problem' || planHash(planned.plan) === asked) return
  const stream = changeStream(change)
  const cause = { correlationId: await correlationOf(store, stream), actor: 'plan-watch' }
  await transact(store, cause, clock.now(), async (transaction) => {
    const present = changeFrom(await transaction.read(stream))
    if (present?.state.kind !== 'pending' || present.planHash !== asked) return
    const found = await lookAgain(parts, present, texts)
    if ('moved' in found && found.moved !== undefined) await askAgain(parts, transaction, present, found, found.moved)
  })
}
