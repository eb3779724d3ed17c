import type { Plan } from '../domain/plan.ts'
import { removedBesides } from '../domain/plans/foreseen.ts'
import type { PlaceAbilities } from '../ports/abilities.ts'
import type { Texts } from '../texts/texts.ts'
import { foretold } from './foretell.ts'

/** Why a plan is asked about once more: it would remove what nobody saw on its card, as a sentence. */
export async function newRemovals(
  before: Plan,
  now: Plan,
  delivery: PlaceAbilities,
  texts: Texts,
): Promise<string | undefined> {
  const seen = foreseenIn(before)
  // A forecast takes time: only where one was shown, it may be another one by now.
  if (seen?.kind !== 'changes') return undefined
  const removed = removedBesides(seen, foreseenIn(await foretold(now, delivery)))
  if (removed.length === 0) return undefined
  return texts.confirmations.superseded.removesMore({ objects: removed.join(', ') })
}

function foreseenIn(plan: Plan) {
  if (plan.kind === 'schedule') return plan.deploy.foreseen
  return plan.kind === 'deploy' || plan.kind === 'rollback' ? plan.foreseen : undefined
}
