import { effectOf } from '../../intents/catalog.ts'
import type { Understand } from '../../intents/understand.ts'
import { answerOf } from '../../src/app/commands/understand/answer.ts'
import { likelyReadings } from '../../src/conversation/likely-readings.ts'
import type { Effect, Slots } from '../../src/domain/understanding.ts'
import type { HeldOut } from './heldout.ts'

/** A Tuesday morning; every line that speaks of time is written for it. */
export const NOW = new Date('2026-03-10T10:00:00Z')
const OUT_OF_SCOPE = 'out_of_scope'

/** One message with what was wanted and what was understood. */
export interface Judged {
  readonly text: string
  readonly wanted: { readonly intent: string; readonly slots: Slots | undefined }
  readonly got: { readonly intent: string; readonly slots: Slots; readonly confidence: number }
  /** Intents that the bot would offer as buttons where it declines otherwise. */
  readonly offered: readonly string[]
  readonly kind?: string | undefined
}

/** Judges every line by itself, as if nothing had been said before. */
export function judge(
  understand: Understand,
  lines: readonly (HeldOut & { readonly kind?: string })[],
): readonly Judged[] {
  return lines.map(({ text, intent, slots, kind }) => {
    const understood = understand(text, { by: 'terminal:bench', turns: [] }, NOW)
    const offered =
      understood.intent === OUT_OF_SCOPE ? likelyReadings(understood, () => true).map((reading) => reading.intent) : []
    return { text, wanted: { intent, slots }, got: answerOf(understood), offered, kind }
  })
}

/** How often the right reading is taken or offered as a button. */
export function reachedOf(judged: readonly Judged[]): number {
  const isReached = ({ wanted, got, offered }: Judged) =>
    wanted.intent === got.intent || offered.includes(wanted.intent)
  return judged.filter(isReached).length / judged.length
}

/** How many of each kind are understood: `indirect 28 of 34`. */
export function byKind(judged: readonly Judged[]): string {
  const kinds = Map.groupBy(judged, ({ kind }) => kind)
  return [...kinds]
    .flatMap(([kind, lines]) => {
      const right = lines.filter(({ wanted, got }) => wanted.intent === got.intent).length
      return kind === undefined ? [] : [`${kind} ${right} of ${lines.length}`]
    })
    .join(', ')
}

/** How much talk is taken for something to be done. */
export function takenForWork(judged: readonly Judged[]): { readonly change: number; readonly danger: number } {
  const effects = judged.filter(({ wanted }) => wanted.intent === OUT_OF_SCOPE).map(({ got }) => effectOf(got.intent))
  const count = (effect: Effect) => effects.filter((other) => other === effect).length
  return { change: count('change'), danger: count('danger') }
}

export function accuracyOf(judged: readonly Judged[]): number {
  return judged.filter(({ wanted, got }) => wanted.intent === got.intent).length / judged.length
}

/** The mean over all wanted intents of the harmonic mean of precision and recall. */
export function macroF1(judged: readonly Judged[]): number {
  const intents = [...new Set(judged.map(({ wanted }) => wanted.intent))]
  const scores = intents.map((intent) => {
    const right = judged.filter(({ wanted, got }) => wanted.intent === intent && got.intent === intent).length
    const wrong = judged.filter(({ wanted, got }) => (wanted.intent === intent) !== (got.intent === intent)).length
    return (2 * right) / (2 * right + wrong)
  })
  return scores.reduce((sum, score) => sum + score, 0) / scores.length
}

/** Over every slot wanted or found; a wrong value counts as both missed and made up. Talk has no slots. */
export function slotF1(judged: readonly Judged[]): number {
  let right = 0
  let wrong = 0
  for (const { wanted, got } of judged) {
    if (!wanted.slots || wanted.intent === OUT_OF_SCOPE) continue
    for (const slot of new Set([...Object.keys(wanted.slots), ...Object.keys(got.slots)])) {
      const [want, have] = [wanted.slots[slot], got.slots[slot]]
      if (want === have) right += 1
      else wrong += Number(want !== undefined) + Number(have !== undefined)
    }
  }
  return (2 * right) / (2 * right + wrong)
}

/** How far confidence is from being right as often as it says, over ten bands (expected calibration error). */
export function calibrationError(judged: readonly Judged[]): number {
  const bands = Map.groupBy(judged, ({ got }) => Math.min(9, Math.floor(got.confidence * 10)))
  return [...bands.values()].reduce((sum, band) => {
    const sure = band.reduce((total, { got }) => total + got.confidence, 0) / band.length
    return sum + (Math.abs(sure - accuracyOf(band)) * band.length) / judged.length
  }, 0)
}

/** Which intents are taken for which, the most frequent first. */
export function confusions(judged: readonly Judged[]): readonly string[] {
  const wrong = judged.filter(({ wanted, got }) => wanted.intent !== got.intent)
  const pairs = Map.groupBy(wrong, ({ wanted, got }) => `${wanted.intent} → ${got.intent}`)
  return [...pairs].sort(([, a], [, b]) => b.length - a.length).map(([pair, lines]) => `${lines.length} × ${pair}`)
}

/** The value below which that share of the values lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
}
