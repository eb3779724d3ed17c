import { isOrdinary } from './ordinary-words.ts'

/**
 * `negated` says what is not to be done, `conditional` what hangs on something else, `reported` what somebody says or a
 * word explains ("he said: …"): none of them is ever a request for a change.
 */
export type Mood = 'plain' | 'negated' | 'conditional' | 'reported'

interface Said {
  readonly frame: string
  readonly command: string
  readonly divider: string
  readonly mood: Mood
}

const NEGATED =
  /^(?:please |in end |at end |luckily |actually |so |but |well |sadly |apparently )*(?:don't|dont|do not|never|not|no need to|needn't|(?:nobody|no one)(?! (?:has|had|uses|used|knows|knew|is|was|seems?|noticed|here|else|around|wants|wanted|needs|needed|reads)\b(?! to (?!see|know|read|hear)))|let's not|lets not|shouldn't|should not|(?:i|we|you|they)(?:'d| would| really)? ?(?:don't|do not|shouldn't|should not|didn't|did not|won't|will not|can't|cannot|must not|mustn't|never|rather not|asked not)|rather not|hold off|avoid|rather than|instead of|without|in no case|under no circumstances|refrain|stop (?:suggesting|asking|deploying|rolling|shipping|restarting|building))\b/
const CONDITIONAL =
  /^(?:if|when|once|unless|after|until|till|in case|suppose|supposing|assuming|imagine|whenever|as soon as|before|what if)\b(?! you (?:could|can|would|get|have|don't|do not|are|have time))/
const CONDITION_WITHIN =
  /\b(?:if|once|unless|when|as soon as|after(?! all\b)|provided|assuming)\b(?! (?:more\b|again\b|over\b|you (?:can|could|would|get|have|don't|are)|possible|that's ok|it's ok|ready$|needed$|necessary$))/
/** Before these "no" is no answer. */
const NO_NEED = /^no (?:need|reason|point|rush|hurry)\b/
const RETRACTED =
  /^(?:(?:no |wait )?(?:never ?mind|nvm|scratch that|just kidding|jk|kidding|forget it|forget that|ignore that|not!?|don't|dont|do not|on second thoughts?|i take that back|changed my mind|i changed my mind))$/

/** "see if it is up" asks; nothing hangs on it. */
const ASKED_WHETHER =
  /^(?:(?:can you )?(?:see|check|tell me|find out|know|verify|look|ask|wonder|i wonder|wondering|make sure)) if\b/

/** "lisa approved CHG-44", "they restarted payments": who did it is said, so it is told. */
const DONE_BY =
  /^(?:so |and |but |well |oh |yesterday |today |earlier |_window_ |_at_ |this morning |last (?:night|week|month) |apparently |sadly |luckily |meanwhile )*(?:([\p{L}'-]+)|he|she|they|we|you|i|someone|somebody|nobody|everyone|everybody|people|(?:\p{L}+ )?(?:team|ops|colleague|guys|customer|boss|manager|intern|bot|pipeline|ci)) (?:has |have |had |just |already |also |then |even |really |never |finally |accidentally )*(?:approved|rejected|declined|denied|cancell?ed|aborted|stopped|killed|restarted|rebooted|bounced|rolled|reverted|undid|deployed|redeployed|shipped|released|pushed|promoted|scaled|locked|unlocked|froze|deleted|removed|dropped|merged|retried|fixed|resolved|closed|acked|acknowledged|opened|rebuilt|built|tested|checked|reviewed|verified)\b/u
/** These ask for what is done. */
const NO_DOER =
  /^(?:get|have|got|want|need|needs|like|be|been|being|is|are|was|were|to|please|not|last|all|which|what|when|who|where|how|any|mark|set|consider|status|show|list|recently|just|already|been|it|that|this|also|successfully|gets|did|does|has|had)$/

/** "type deploy payments to …" says what to say. */
const WHAT_TO_SAY =
  /^(?:just )?(?:type|write|enter|say|try saying) (?:(?:re)?deploy|(?:re)?build|roll|restart|scale|cancel|approve|lock|promote)\b/

/** "they want to scale search": what others want is no order; what they want to see or know may be asked for them. */
const WANTED_BY_OTHERS =
  /^(?:so |and |but |apparently )*(?:they|he|she|everyone|everybody|people|someone|somebody|ops|dev|qa|management|marketing|sales|security|the team|some) (?:all |still |really )?(?:want|wants|wanted|plan|plans|planned|decided|hope|hopes|intend|intends|tried|is going|are going|is about|are about) to (?:re)?(?:deploy|build|start|boot|scale|roll|revert|cancel|kill|stop|abort|delete|drop|remove|approve|reject|promote|ship|release|push|lock|unlock|fix)\b/

/** "I'd approve CHG-7 if I could": what somebody would do is not asked for. */
const WOULD =
  /^(?:so |and |but |well )*(?:i|we|he|she|they)(?:'d| would)(?: really| never| gladly| happily| probably)? (?:re)?(?:deploy|build|start|scale|roll|revert|cancel|kill|stop|abort|delete|drop|remove|approve|reject|promote|ship|release|push|lock|unlock|fix)\b.*(?:\b(?:if|but)\b|_conditions_)/

/** "I'd rather eat my hat than roll back search" */
const RATHER_THAN = /^(?:so |and |but |well )*(?:i|we|he|she|they)(?:'d| would) (?:much )?rather\b.*\bthan\b/

function isTold(frame: string): boolean {
  if (WOULD.test(frame) || RATHER_THAN.test(frame)) return true
  if (WANTED_BY_OTHERS.test(frame)) return true
  if (WHAT_TO_SAY.test(frame)) return true
  const match = DONE_BY.exec(frame)
  if (!match) return false
  const doer = match[1]
  return doer === undefined || DOERS.test(doer) || !(NO_DOER.test(doer) || isOrdinary(doer))
}
const DOERS = /^(?:he|she|they|we|you|i|someone|somebody|nobody|everyone|everybody|people|ops|ci|marketing|support)$/

/** "if nobody objects, roll out …" asks all the same. */
const POLITE_CONDITION =
  /^if (?:possible|nobody (?:objects|minds)|(?:it|that)(?:'s| is) (?:ok|okay|all right|alright|fine) (?:with|for|by) you|(?:it|that)(?:'s| is) (?:possible|convenient)|(?:it|that) (?:isn't|is not) (?:too much|any trouble)|you (?:don't|do not) mind|nothing (?:is|speaks) against it|i may(?: ask)?|it suits you)\b/

/** The mood of a clause by itself. @param frame The same with the polite words around its command. */
export function moodOf(command: string, frame: string): Mood {
  if (NEGATED.test(command) || NO_NEED.test(frame)) return 'negated'
  if (isTold(frame)) return 'reported'
  if (POLITE_CONDITION.test(command)) return 'plain'
  return CONDITIONAL.test(command) || CONDITION_WITHIN.test(command.replace(ASKED_WHETHER, ''))
    ? 'conditional'
    : 'plain'
}

/** "shipmate: deploy …" addresses the bot; before any other colon stands who says it, or what it is. */
/** "while that runs: …", "unrelated: …": what follows is asked, not reported. */
const TURNS_TO =
  /^(?:so |and |ok |okay |now )*(?:while|meanwhile|in meantime|until then|in between|btw|by way|side note|on side|unrelated|unrelated question|one more thing|one more|another thing|another one|separate(?:ly| question| topic)?|different (?:topic|question|thing)|other topic|question|quick question|quick one|small thing|new topic|next topic|ps)\b/
/** "ich hätte da eine kleine Bitte: …", "un favor: …", "im Auftrag vom Chef: …" */
const ASKS_ELSEWHERE =
  /^(?:im (?:auftrag|namen)|de parte de|por orden de|no quiero|ohne) |(?<!\p{L})(?:bitte|frage|anliegen|wunsch|auftrag|punkt|erstes|dringend|achtung|eilt|pregunta|favor|favorcito|cosa|cosita|petici[oó]n|encargo|urgente|stellen|holen|setzen|einreichen|beantragen|auflage|nuevo|change)$/u
const ADDRESSES =
  /^(?:(?:_[a-z]+_|hey|hi|hello|ok|okay|bot|shipmate|team|so|now|request|emergency|urgent|important|attention|action|todo|customer waits|task|yes|no|and|all|not|also|then|back|to|here|fine by me)(?: |$))*$/

/** "roll back, they said" */
const SAID_BY_OTHERS =
  /^(?:they|he|she|everyone|everybody|people|somebody|someone) (?:all )?(?:said|say|says|told us|told me|wrote)$/

/**
 * The mood of a clause in its message: a condition at the front governs what follows it, a report its whole sentence,
 * and a retraction at the end all that precedes it.
 */
export function moodWithin(own: Said, before: Said | undefined, later: readonly Said[]): Mood {
  if (later.some(({ command }) => RETRACTED.test(command))) return 'negated'
  if (SAID_BY_OTHERS.test(later[0]?.frame ?? '')) return 'reported'
  if (own.mood !== 'plain' || !before) return own.mood
  if (CONDITIONAL.test(before.command) && !POLITE_CONDITION.test(before.command)) return 'conditional'
  const isReport =
    own.divider.startsWith(':') && ![ADDRESSES, TURNS_TO, ASKS_ELSEWHERE].some((opening) => opening.test(before.frame))
  return isReport || (before.mood === 'reported' && own.divider === ',') ? 'reported' : 'plain'
}
