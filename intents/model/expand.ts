import { FILLERS } from './fillers.ts'
import { createRandom } from './random.ts'

/**
 * Some of the sentences a frame stands for, always the same ones. Slots become placeholders (`_service_`) or words.
 * @param most More sentences of one frame would drown the others.
 */
export function expand(frame: string, most: number): readonly string[] {
  const random = createRandom(seedOf(frame))
  const sentences = new Set<string>()
  const wanted = Math.min(most, variantsOf(frame))
  for (let tries = 0; tries < wanted * 3 && sentences.size < wanted; tries++) sentences.add(oneOf(frame, random))
  return [...sentences]
}

/** Its own for every frame, so that a new frame changes no sentence of another. */
function seedOf(frame: string): number {
  let seed = 0
  for (let at = 0; at < frame.length; at++) seed = Math.imul(seed, 31) + frame.charCodeAt(at)
  return seed
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
