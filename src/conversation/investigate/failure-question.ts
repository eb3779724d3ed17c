import type { Slots } from '../../domain/understanding.ts'
import { ownWords } from '../own-words.ts'

/** A question about a failure that stands in the thread or is named: its cause, or its log. */
export interface FailureQuestion {
  readonly asks: 'cause' | 'log'
  /** `TASK-7`. */
  readonly task?: string
  readonly version?: string
  readonly service?: string
  readonly environment?: string
  /** Asked in German or Spanish, in words that nothing else here understands. */
  readonly foreign?: true
}

const POLITE =
  '(?:(?:so|and|but|then|ok|okay|well|hey|hi|wait|hm+|uh+|oh|um|please|pls|tell (?:me|us)|do you know|any idea|(?:can|could) you(?: please)?|explain)[, ]+)*'
const WORK =
  '(?:it|that|this|they|the (?:deploy(?:ment)?|release|rollout|rollback|roll back|build|task|run|job|canary|version))'
const VERSION = String.raw`(?:(?:the )?(?:deploy(?:ment)? of |release |version |build of )?v?\d+(?:\.[\w-]+){1,3})`
const NAMED = String.raw`(?:${WORK}|${VERSION}|task[- ]?\d{1,9})`
const WORKED = '(?:work|start|go through|go live|succeed)(?:ing|ed)?'
const FAILED = `(?:fail(?:ed|ing)?|break|broken?|red|crash(?:ed)?|die|dead|go wrong|not ${WORKED})`
const ENDING = '(?: (?:again|then|now|just now|there|here|this time|exactly|please|pls|though|anyway))*'

/** Whole messages, so that whoever names a service, a place or a time is answered about that. */
const CAUSE = new RegExp(
  `^${POLITE}(?:why (?:did|has|have|was|is|does) ${NAMED} (?:just )?${FAILED}|why (?:did |has )?(?:it )?fail(?:ed)?|why (?:did|has|is|was|does|do)n.?t ${NAMED} ${WORKED}|how come ${NAMED} (?:has )?${FAILED}` +
    `|what(?:.s| has| just)? (?:happened|gone wrong|went wrong|broke|failed)(?: (?:to|with) ${NAMED})?|what(?:.s| is| was) (?:wrong with ${NAMED}|the (?:error|cause|reason|problem|failure)(?: of ${NAMED})?))${ENDING}$`,
)
const SO = '(?:(?:und|also|aber|ok|okay|hm+|bitte|sag mal|y|pero|entonces|oye|por favor)[, ]+)*'
const NAMED_DE = String.raw`(?:es|das|er|${VERSION}|task[- ]?\d{1,9}|(?:das|der|die) (?:letzte )?(?:deploy(?:ment)?|release|rollout|rollback|build|task))`
const FAILED_DE =
  '(?:fehlgeschlagen|gescheitert|schiefgegangen|schief gegangen|schiefgelaufen|schief gelaufen|kaputtgegangen|abgebrochen)'
const NAMED_ES = String.raw`(?:${VERSION}|task[- ]?\d{1,9}|(?:el|la) (?:último |ultimo |última |ultima )?(?:despliegue|versión|version|tarea|compilación|compilacion|reversión|reversion))`
const ENDING_ELSEWHERE = '(?: (?:denn|eigentlich|jetzt|wieder|schon wieder|hier|ahora|otra vez|aquí|aqui|esta vez))*'
/** The same in German and Spanish. */
const CAUSE_ELSEWHERE = new RegExp(
  `^${SO}(?:(?:warum|wieso|weshalb|woran) (?:ist|hat) ${NAMED_DE}${ENDING_ELSEWHERE} (?:${FAILED_DE}|nicht (?:geklappt|funktioniert))|(?:warum|wieso|weshalb) ${FAILED_DE}|was (?:ist|hat) (?:(?:da|hier|dabei) )?(?:${FAILED_DE}|passiert|los|das problem)(?: bei ${NAMED_DE})?|was (?:war|ist) (?:der|die|das) (?:fehler|ursache|grund|problem)` +
    `|(?:por qué|por que|porqué|porque) (?:ha )?(?:fall[óo]|fallado|no (?:funcionó|funciono|ha funcionado))(?: ${NAMED_ES})?|qué (?:pasó|paso|ha pasado|falló|fallo|ha fallado|salió mal|salio mal|ha salido mal)(?: con ${NAMED_ES})?|(?:cuál|cual) (?:fue|es) (?:el|la) (?:error|causa|problema|fallo))${ENDING_ELSEWHERE}$`,
)
const LOG = new RegExp(
  `^${POLITE}(?:(?:can|could|may) (?:i|we) (?:see|have|get)|(?:show|give|get|print|open|view|read|see|post|paste|display|zeige?|muestra|where (?:is|are))(?: (?:me|us|mir))?)? ?(?:the |its |that |das |el )?(?:(?:whole|full|complete|entire|error|build|last) )*logs?(?: (?:of|for|from|to|von|de) (?:${NAMED}|the failure))?${ENDING}$`,
)

/**
 * Pure.
 * @param said What it was understood to say itself, without what was carried over.
 */
export function failureQuestion(text: string, intent: string, said: Slots): FailureQuestion | undefined {
  const words = plainWords(text)
  const task = /\btask[- ]?(\d{1,9})\b/.exec(words)?.[1]
  const version = /\bv?\d+(?:\.[\w-]+){1,3}\b/.exec(words)?.[0]
  const foreign = CAUSE_ELSEWHERE.test(words)
  const isCause = foreign || CAUSE.test(words)
  const asks = intent === 'logs.show' || LOG.test(words) ? 'log' : isCause ? 'cause' : undefined
  if (asks === undefined) return undefined
  const { service, environment } = said
  return {
    asks,
    ...(foreign && { foreign }),
    ...(task !== undefined && { task: `TASK-${task}` }),
    ...(version !== undefined && { version }),
    ...(service !== undefined && { service: String(service) }),
    ...(environment !== undefined && { environment: String(environment) }),
  }
}

/** Longer messages tell a story: what they ask is for the other readers. */
const LONGEST = 120

function plainWords(text: string): string {
  const own = ownWords(text)
  if (own.length > LONGEST) return ''
  return own
    .toLowerCase()
    .replace(/<@[^>]*>|@shipmate\b:?/g, ' ')
    .replace(/[¿¡]|[?!.,]+(?=\s|$)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
