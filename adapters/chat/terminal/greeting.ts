import { flow, paint } from './line.ts'
import { wrap } from './wrap.ts'

const WHAT_IT_IS = 'Shipmate takes requests in plain words, asks before it changes anything, and does the work.'
const whatIsReal = (folder: string): string =>
  `What it does here is real but stays on this machine; everything is kept under ${folder}/.`
const HOW_TO_LEAVE = '(Ctrl-D leaves)'

/**
 * What a person reads before the first prompt.
 * @param tries What they could say first.
 * @param folder Where everything is kept.
 */
export function greeting(tries: readonly string[], folder: string, width: number, colour: boolean): string[] {
  const sentences = [WHAT_IT_IS, whatIsReal(folder)].flatMap((text) => wrap(text, width)).map((text) => [{ text }])
  const examples = tries.map((text) => [{ text, style: 'cyan' as const }])
  const hint = flow([[{ text: 'Try:' }], ...examples, [{ text: HOW_TO_LEAVE, style: 'dim' }]], 2, width)
  return [...sentences, ...hint].map((line) => paint(line, colour))
}
