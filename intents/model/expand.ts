import { FILLERS } from './fillers.ts'

/** A frame says at most this many sentences; more of one frame would drown the others. */
const SENTENCES_PER_FRAME = 3

/** Some of the sentences a frame stands for. Slots become placeholders (`_service_`) or words. */
export function expand(frame: string, random: () => number): readonly string[] {
  const sentences = new Set<string>()
  const variants = variantsOf(frame)
  const wanted = Math.min(SENTENCES_PER_FRAME, variants)
  for (let tries = 0; tries < wanted * 3 && sentences.size < wanted; tries++) sentences.add(oneOf(frame, random))
  return [...sentences]
}

const CHOICE = /\(([^()]*\|[^()]*)\)/g
const SLOT = /\{([^{}]*)\}/g

function variantsOf(frame: string): number {
  const choices = [...frame.matchAll(CHOICE)].map(([, parts = '']) => parts.split('|').length)
  const fillers = [...frame.matchAll(SLOT)].map(([, slot = '']) => FILLERS[slot]?.length ?? 1)
  return [...choices, ...fillers].reduce((product, count) => product * count, 1)
}

function oneOf(frame: string, random: () => number): string {
  const pick = (parts: readonly string[]) => parts[Math.floor(random() * parts.length)] ?? ''
  return frame
    .replace(CHOICE, (_, parts: string) => pick(parts.split('|')))
    .replace(SLOT, (_, slot: string) => pick(FILLERS[slot] ?? [slot]))
    .replace(/ +/g, ' ')
    .replace(/ (?=[?!.,])/g, '')
    .trim()
}
