import type { AskingWords, FailureWords } from '../../domain/asking-words.ts'

/** Whole messages, so that whoever names a service, a place or a time is answered about that. */
export interface FailurePatterns {
  readonly cause: RegExp
  readonly log: RegExp
  /** “what happened?” may be about anything; this tells of a failure. */
  readonly says: RegExp
}

export const TASK = String.raw`task[- ]?(\d{1,9})`
export const VERSION = String.raw`v?\d+(?:\.[\w-]+){1,3}`

/** Stands in the place of a service or an environment. */
export const NAME = '_name_'
/** `payments`, `payments v1.2.0 auf production`. */
const NAMED = String.raw`${NAME}(?: ${VERSION})?(?:(?: \p{L}{1,4})? ${NAME})?`

const known = new WeakMap<AskingWords, FailurePatterns>()

/** The same for the same words. */
export function failurePatterns(words: AskingWords): FailurePatterns {
  const before = known.get(words)
  if (before) return before
  const { failures } = words
  const patterns = {
    cause: anyMessage(failures.flatMap((one) => one.cause.map((pattern) => inMessage(pattern, one)))),
    log: anyMessage(failures.flatMap((one) => one.log.map((pattern) => inMessage(pattern, one)))),
    says: new RegExp(String.raw`\b(?:${failures.flatMap(({ says }) => says).join('|')})`),
  }
  known.set(words, patterns)
  return patterns
}

const anyMessage = (patterns: readonly string[]): RegExp => new RegExp(`^(?:${patterns.join('|')})$`, 'u')

function inMessage(pattern: string, { opening, closing, things, failed }: FailureWords): string {
  const thing = `(?:${things.join('|')})`
    .replaceAll('{version}', VERSION)
    .replaceAll('{task}', TASK.replace('(', '(?:'))
    .replaceAll('{named}', NAMED)
  const asked = pattern.replaceAll('{thing}', thing).replaceAll('{failed}', failed)
  return `(?:(?:${opening.join('|')}) )*(?:${asked})(?: (?:${closing.join('|')}))*`
}
