import type { Catalog } from '../domain/catalog.ts'
import type { Slots } from '../domain/understanding.ts'
import { mentions } from './mentions.ts'

const FOLLOW =
  /(?<!\p{L})(?:follow|tail -?f|tail --follow|stream|watch|keep (?:showing|watching|following)|live logs?|folge|verfolge|verfolgen|mitlesen|sigue|seguir|síguel[oe])(?!\p{L})/iu
const PREVIOUS =
  /(?<!\p{L})(?:previous (?:logs?|instance|container|run)|logs? (?:of|from) (?:the )?previous|before (?:the|it|its) (?:last )?(?:restart|crash\w*)|vorherige\p{L}* (?:logs?|instanz)|vor dem (?:neustart|absturz)|anterior(?:es)? al (?:reinicio|fallo)|(?:logs?|registros) anteriores)(?!\p{L})/iu
const FILTER = String.raw`(?:grep(?: for)?|containing|contain(?:s)?|mention(?:s|ing)?|matching|with|about|including|that says?|saying|mit|enthalten|con|contengan|contienen|que digan)`
const QUOTED = new RegExp(
  String.raw`(?<!\p{L})${FILTER}(?: the)?(?: words?| text| wort| palabras?)? ?(?:“([^”]{1,80})”|"([^"]{1,80})"|‘([^’]{1,80})’|'([^']{1,80})'|«([^»]{1,80})»|„([^“]{1,80})“|\x60([^\x60]{1,80})\x60)`,
  'giu',
)
/** “with” and “about” stand in many sentences: a bare word after them is looked for where a noun of logs stands before. */
const SAYS_SO =
  '(?:grep(?: for)?|containing|contains?|mention(?:s|ing)?|matching|including|that says?|saying|enthalten|contengan|contienen|que digan)'
const OF_LINES = String.raw`(?:logs?|lines?|entries|entry|messages?|errors?|zeilen|einträge|meldungen|fehler|líneas|registros|mensajes|errores)(?: (?:of|from|for|on|in|von|für|auf|de|en) [^\s,;]+){0,3} (?:with|about|mit|con)`
const BARE = new RegExp(
  String.raw`(?<!\p{L})(?:${SAYS_SO}|${OF_LINES})(?: the)?(?: words?| text| wort| palabras?)? ([\p{L}\p{N}][\p{L}\p{N}_.:/-]{1,39})`,
  'giu',
)
/** “errors in the logs”: the word itself is looked for. */
const KIND =
  /(?<!\p{L})(errors?|warnings?|exceptions?|fatals?|panics?|timeouts?|fehler|warnungen|errores|advertencias)(?: (?:in|from|of|on) (?:the )?(?:\S+ )?logs?| in den logs?| en los registros)/iu

/** Small words that look for nothing. */
const NO_WORD =
  /^(?:the|a|an|last|more|all|some|any|this|that|lines?|logs?|den|die|das|dem|letzten|zeilen|los|las|el|la|líneas|at|most|it)$/iu

/** How somebody wants to see a log, where their words say so: the slots `words`, `follow` and `previous`. Pure. */
export function logWishesIn(said: string, catalog: Pick<Catalog, 'services' | 'environments'>): Slots {
  const text = said.slice(0, LONGEST_WISH)
  const quoted = [...text.matchAll(QUOTED)].flatMap((match) => match.slice(1).find((one) => one !== undefined) ?? [])
  const isName = (word: string): boolean =>
    [...catalog.services, ...catalog.environments].some(({ id, aliases }) =>
      [id, ...aliases].some((name) => mentions(word, name)),
    )
  const bare = [...text.replace(QUOTED, ' ').matchAll(BARE)].flatMap(([, word = '']) =>
    NO_WORD.test(word) || /^\d+$/.test(word) || isName(word) ? [] : [word.replace(/[.:]+$/, '')],
  )
  const kind = KIND.exec(text)?.[1]
    ?.toLowerCase()
    .replace(/(?<=error|warning|exception|fatal|panic|timeout)s$/, '')
  const words = [...new Set([...quoted, ...bare, ...(kind === undefined ? [] : [kind])])].slice(0, MOST_WORDS)
  return {
    ...(words.length > 0 && { words: words.join('\n') }),
    ...(FOLLOW.test(text) && { follow: 'yes' }),
    ...(PREVIOUS.test(text) && { previous: 'yes' }),
  }
}

const MOST_WORDS = 5
/** What is longer tells a story. */
const LONGEST_WISH = 500
