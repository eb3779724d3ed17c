import type { Span } from './entities/entity.ts'
import { isOrdinary } from './ordinary-words.ts'

const HAIL = '(?:hey|hi|hello|hallo|hola|dear|yo|oi|morning|good morning|afternoon|evening)'
const CALLED: readonly RegExp[] = [
  new RegExp(String.raw`^\W{0,3}(?:${HAIL} )?@(\p{L}[\p{L}\p{N}._-]{1,60})`, 'iu'),
  /^\W{0,3}(?:[Hh]ey|[Hh]i|[Hh]ello|[Hh]allo|[Hh]ola|[Dd]ear|[Yy]o|[Oo]i|(?:[Gg]ood )?[Mm]orning),? (\p{Lu}\p{Ll}{2,30})[,!]/u,
  /^\W{0,3}(\p{Lu}\p{Ll}{2,30}), (?:can|could|would|will) you\b/u,
]
const THE_BOT = /bot|shipmate|^(?:here|channel|all|everyone|team)$/i
/** "Ugh, can you …" is a sigh, "Quickly, could you …" a manner. */
const NO_NAME = /^(?:u+gh+|a+r+gh+|a+h+|o+h+|h+m+|ya+y+|wo+w+|o+ps+|phew|alas|damn|guys|team)$|ly$/i

/** The text first addresses somebody who is not the bot: what follows is asked of that person. */
export function isForSomebodyElse(text: string, values: readonly Span[]): boolean {
  return CALLED.some((pattern) => {
    const match = pattern.exec(text)
    const name = match?.[1]
    if (!match || name === undefined || THE_BOT.test(name) || NO_NAME.test(name)) return false
    const start = match[0].lastIndexOf(name)
    return !isOrdinary(name.toLowerCase()) && !values.some((value) => start >= value.start && start < value.end)
  })
}
