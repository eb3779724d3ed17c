import { flow, type Line, paint } from './line.ts'
import { oneLine } from './plain-text.ts'
import { wrap } from './wrap.ts'

const WHAT_IT_IS = 'Shipmate takes requests in plain words, asks before it changes anything, and does the work.'
const whatIsReal = (folder: string): string =>
  `What it does here is real but stays on this machine; everything is kept under ${folder}/.`
const HINTS = '(Tab completes, Ctrl-D leaves)'
const MOST_SERVICES = 8
const GAP = 2

export interface Greeted {
  /** What they could say first. */
  readonly tries: readonly string[]
  readonly services: readonly string[]
  /** Where everything is kept. */
  readonly dataDir: string
}

/** What a person reads before the first prompt. */
export function greeting({ tries, services, dataDir }: Greeted, width: number, colour: boolean): string[] {
  // Where services are declared, where they run is too: it need not stay on this machine.
  const about = services.length === 0 ? [whatIsReal(dataDir)] : [`Everything is kept under ${dataDir}/.`]
  const sentences = [WHAT_IT_IS, ...about].flatMap((text) => wrap(text, width)).map((text): Line => [{ text }])
  const examples = tries.map((text) => [{ text, style: 'cyan' as const }])
  const hint = flow([[{ text: 'Try:' }], ...examples, [{ text: HINTS, style: 'dim' }]], GAP, width)
  return [...sentences, ...serviceLines(services, width), ...hint].map((line) => paint(line, colour))
}

function serviceLines(services: readonly string[], width: number): Line[] {
  if (services.length === 0) return []
  const left = services.length - MOST_SERVICES
  const shown = services.slice(0, MOST_SERVICES).map((service): Line => [{ text: oneLine(service), style: 'bold' }])
  const rest: Line[] = left > 0 ? [[{ text: `and ${left} more`, style: 'dim' }]] : []
  return flow([[{ text: 'Your services:' }], ...shown, ...rest], GAP, width)
}

/** Words that a line could continue with. */
export function wordLines(words: readonly string[], width: number, colour: boolean): string[] {
  const lines = flow(
    words.map((word): Line => [{ text: oneLine(word), style: 'dim' }]),
    GAP,
    width,
  )
  return lines.map((line) => paint(line, colour))
}
