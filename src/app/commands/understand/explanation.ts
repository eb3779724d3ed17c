import type { Steps } from '../../../../intents/understand.ts'
import type { Slots } from '../../../domain/understanding.ts'

const LIKENESSES_SHOWN = 3

/** Each step of reading a message, a line each, and which of them decided. */
export function explanationOf({ typed, reading, classification, understanding }: Steps): string {
  const { byRules, byLikeness, decidedBy } = classification
  const { intent, confidence, slots, missing, nearMisses, unknownNames } = understanding
  const lines: readonly (readonly [label: string, said: string])[] = [
    ['typed', typed],
    ...(reading.text === typed ? [] : [['spelled', reading.text] as const]),
    ['values', values(reading.entities)],
    ...(reading.asides.length === 0 ? [] : [['told beside', values(reading.asides)] as const]),
    ...reading.clauses.map(({ command, mood }) => ['part', `${command} (${mood})`] as const),
    ['rules', guesses(byRules)],
    ['likeness', guesses(byLikeness.slice(0, LIKENESSES_SHOWN))],
    ['decided by', decidedBy],
    ['understood', `${intent} ${confidence.toFixed(2)} ${slotsIn(slots)}`.trim()],
    ...(missing.length === 0 ? [] : [['missing', missing.join(', ')] as const]),
    ...nearMisses.map(({ typed, candidates }) => ['doubtful', `${typed}: ${candidates.join(', ')}?`] as const),
    ...unknownNames.map(({ slot, typed }) => ['unknown', `${slot} ${typed}`] as const),
  ]
  return lines.map(([label, said]) => `${label.padEnd(12)} ${said}`).join('\n')
}

function values(found: readonly { readonly slot: string; readonly value: string | number }[]): string {
  return found.length === 0 ? 'none' : found.map(({ slot, value }) => `${slot}=${value}`).join(' ')
}

function guesses(all: readonly { readonly intent: string; readonly confidence: number }[]): string {
  return all.length === 0
    ? 'none'
    : all.map(({ intent, confidence }) => `${intent} ${confidence.toFixed(2)}`).join(', ')
}

function slotsIn(slots: Slots): string {
  return Object.entries(slots)
    .map(([slot, value]) => `${slot}=${value}`)
    .join(' ')
}
