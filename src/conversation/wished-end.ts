import type { TellOn } from '../domain/tell-on.ts'

const ENDS =
  'done|finish|finish(?:es|ed)|completed?|completes|ends?|ended|over|how (?:it|that)|about it|either way|or not|fertig|vorbei|beendet|abgeschlossen|oder nicht|termin\\p{L}*|acab\\p{L}*|list[oa]|o no'
const WORKS =
  'works?|worked|working|succe\\p{L}*|land|lands|landed|live|up|out|ready|through|deployed|built|healthy|green|well|klappt|geklappt|funktioniert|läuft|gelingt|gelungen|geht|erfolgreich|online|gesund|deployt|durch|funcion\\p{L}*|bien|vivo|éxito|exito|activ[oa]|desplegad[oa]'
const BREAKS =
  'fail\\p{L}*|breaks?|broken?|crash\\p{L}*|wrong|red|down|bad|errors?|problems?|issues?|trouble|schief\\p{L}*|fehl\\p{L}*|gescheitert|scheiter\\p{L}*|misslingt|daneben\\p{L}*|kaputt\\p{L}*|probleme?|fall[aeóo]\\p{L}*|fracas\\p{L}*|(?:sale|salga|salió|va|vaya) mal|error\\p{L}*'
const NOT = "(?:\\p{L}*n['’]?t|not|nicht|no)"
const words = (any: string): RegExp => new RegExp(`(?<![\\p{L}\\w])(?:${any})(?![\\p{L}\\w])`, 'iu')
const SAYS_END = words(ENDS)
const SAYS_UNBROKEN = words(`${NOT} (?:${BREAKS})`)
const SAYS_FAILURE = words(`${BREAKS}|${NOT} (?:${WORKS})`)
const SAYS_SUCCESS = words(WORKS)

/** The end that a wish speaks of, in three languages; undefined where it speaks of both, or of none. Pure. */
export function endIn(wish: string): TellOn | undefined {
  if (SAYS_END.test(wish)) return undefined
  if (SAYS_UNBROKEN.test(wish)) return 'success'
  const fails = SAYS_FAILURE.test(wish)
  if (fails === SAYS_SUCCESS.test(wish.replace(SAYS_FAILURE, ' '))) return undefined
  return fails ? 'failure' : 'success'
}
