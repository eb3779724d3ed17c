import type { ProgressStep } from '../domain/card.ts'
import type { Texts } from '../texts/texts.ts'

/** As many as are read at a glance. */
export const MOST_STEPS_SHOWN = 20
/** Of their labels and notes. Doubled by escapes, it leaves a third of a message of each platform for everything else. */
const MOST_CHARS = 1_300

/**
 * The steps of a run as one message can show them: what has failed, what is under way and what stands next to it; of the
 * others how many there are. Platforms would cut the end of a list, which may be just what matters.
 */
export function foldSteps(steps: readonly ProgressStep[], { runs: { folded } }: Texts): readonly ProgressStep[] {
  const kept = mostImportant(steps)
  if (kept.size === steps.length) return steps
  const hidden = steps.filter((step) => !kept.has(step))
  return steps.flatMap((step) => {
    if (kept.has(step)) return [step]
    const alike = hidden.filter(({ state }) => state === step.state)
    return alike[0] === step ? [{ label: folded[step.state]({ count: alike.length }), state: step.state }] : []
  })
}

function mostImportant(steps: readonly ProgressStep[]): ReadonlySet<ProgressStep> {
  const kept = new Set<ProgressStep>()
  let chars = 0
  for (const step of byImportance(steps)) {
    chars += step.label.length + (step.note?.length ?? 0)
    if (kept.size === MOST_STEPS_SHOWN || chars > MOST_CHARS) break
    kept.add(step)
  }
  return kept
}

function byImportance(steps: readonly ProgressStep[]): readonly ProgressStep[] {
  const of = (state: ProgressStep['state']) => steps.filter((step) => step.state === state)
  const [done, pending] = [of('done').reverse(), of('pending')]
  const inTurn = Array.from({ length: Math.max(done.length, pending.length) }, (_, index) => [
    ...done.slice(index, index + 1),
    ...pending.slice(index, index + 1),
  ])
  return [...of('failed'), ...of('active'), ...inTurn.flat()]
}
