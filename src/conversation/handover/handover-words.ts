import type { ChangeId } from '../../domain/change-request.ts'
import type { TaskId } from '../../domain/ids.ts'

/** Somebody hands over what they have open, said word for word. */
export interface HandoverWords {
  /** `here`: what is open in this thread. */
  readonly what: 'everything' | 'here' | readonly (TaskId | ChangeId)[]
  /** The person, as they were named: `@ben`, `<@U1>`. */
  readonly to: string
}

const CALLS = /^(?:<@[^>]{1,60}>|&lt;@[^&]{1,60}&gt;|@?shipmate)[:,]?\s+/i
const COURTESY =
  /(?:^(?:please|can you|bitte|kannst du|por favor),?\s+)|(?:,?\s+(?:please|thanks|bitte|danke|por favor|gracias)$)/gi

const THING = String.raw`(?:task|chg)-\d{1,9}`
const NAMED = `${THING}(?:(?:, ?| (?:and|und|y) |, (?:and|und|y) )${THING}){0,19}`
const HERE = 'this|that|it|das|dies|diese[sn]?|es|esto|eso|este'
const ALL =
  'everything|all(?: of it| my (?:tasks|work|things))?|my (?:shift|open (?:tasks|work|things))|alles|alle meine tasks|meine schicht|todo|todas mis tareas|mi turno'
const WHAT = `(${NAMED}|${HERE}|${ALL})`
/** Names stand behind an @: anything else may be a service or an environment. */
const WHO = String.raw`(<@!?[\w.]{1,40}>|&lt;@!?[\w.]{1,40}&gt;|@[\p{L}\w][\p{L}\w.-]{0,39})`

const HANDOVERS = [
  `hand (?:over ${WHAT}|${WHAT} over|${WHAT}|over) to ${WHO}`,
  `(?:übergib|übergebe|übertrage) (?:(?:an )?${WHO} ${WHAT}|${WHAT} an ${WHO})`,
  `gib ${WHAT} (?:an ${WHO} (?:ab|weiter)|weiter an ${WHO})`,
  `(?:traspasa|entrega|pasa|pásale|traspásale) ${WHAT} a ${WHO}`,
].map((words) => new RegExp(`^${words}$`, 'iu'))

/** Reads them; undefined for everything else. */
export function handoverWords(text: string): HandoverWords | undefined {
  if (text.length > LONGEST) return undefined
  const said = text
    .trim()
    .replace(/[.!]+$/, '')
    .replace(CALLS, '')
    .replace(COURTESY, '')
    .trim()
  const groups = HANDOVERS.map((one) => one.exec(said))
    .find((match) => match !== null)
    ?.slice(1)
  if (!groups) return undefined
  const found = groups.filter((group) => group !== undefined)
  const to = found.find((group) => /^(?:<|&lt;|@)/.test(group))
  const what = found.find((group) => group !== to)
  return to === undefined ? undefined : { what: whatOf(what), to }
}

/** As many names as fit in a line. */
const LONGEST = 500

function whatOf(said: string | undefined): HandoverWords['what'] {
  if (said === undefined) return 'here'
  const named = said.toUpperCase().match(new RegExp(THING, 'gi'))
  if (named) return [...new Set(named)] as (TaskId | ChangeId)[]
  return new RegExp(`^(?:${ALL})$`, 'i').test(said) ? 'everything' : 'here'
}
