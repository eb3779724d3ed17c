import type { Reading } from './reading.ts'

/** How many instances a message wants where that is a number as long as a commit, which no other count is. */
export function instancesSaid({ text }: Reading): number | undefined {
  const digits = COUNTED.exec(text)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

const NOUN = '(?:replicas?|instances?|pods?|copies|instanz(?:en)?|replikas?|kopien|réplicas?|instancias?|copias)'
const COUNTED = new RegExp(String.raw`(?<![\p{L}\p{N}.,-])(\d{7,12}) ${NOUN}(?!\p{L})`, 'iu')

/**
 * Says what is counted where somebody scales something “to 1000000”, which looks like a commit, or “auf null” and “a cero”, which
 * look like nothing.
 */
export function withCountedInstances(text: string): string {
  return SCALES.test(text) ? text.replace(BARE, inFull) : text
}

const SCALES =
  /(?<!\p{L})(?:(?:up|down|re)?scal(?:e|ing)|resize|\p{L}{0,8}skalier\p{L}{0,4}|fahre?(?!\p{L}).{1,100}(?:hoch|runter)|escal[aáeo]\p{L}{0,4})(?!\p{L})/iu
const BARE = new RegExp(
  String.raw`(?<!\p{L})(to|auf|a|hasta) (\d{7,12}|null|cero)(?=$|[\s,;!?)]|\.(?:\s|$))(?! ${NOUN})`,
  'giu',
)

function inFull(_: string, joint: string, count: string): string {
  const noun = NOUN_AFTER[joint.toLowerCase()] ?? 'instances'
  return `${joint} ${/^\d/.test(count) ? count : '0'} ${noun}`
}

const NOUN_AFTER: Readonly<Record<string, string>> = { auf: 'instanzen', a: 'instancias', hasta: 'instancias' }
