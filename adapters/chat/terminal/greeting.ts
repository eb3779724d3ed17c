import { flow, paint } from './line.ts'
import { wrap } from './wrap.ts'

const WHAT_IT_IS = 'Shipmate takes requests in plain words, asks before it changes anything, and does the work.'
const WHAT_IS_REAL = 'What it does here is real but stays on this machine; everything is kept under .shipmate/.'
const EXAMPLES = ['status', 'deploy billionmail v1.1.0 to staging', 'help']
const HOW_TO_LEAVE = '(Ctrl-D leaves)'

/** What a person reads before the first prompt. */
export function greeting(width: number, colour: boolean): string[] {
  const sentences = [WHAT_IT_IS, WHAT_IS_REAL].flatMap((text) => wrap(text, width)).map((text) => [{ text }])
  const examples = EXAMPLES.map((text) => [{ text, style: 'cyan' as const }])
  const hint = flow([[{ text: 'Try:' }], ...examples, [{ text: HOW_TO_LEAVE, style: 'dim' }]], 2, width)
  return [...sentences, ...hint].map((line) => paint(line, colour))
}
