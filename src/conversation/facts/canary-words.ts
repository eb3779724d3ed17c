import type { Asked } from './fact.ts'
import type { PlainQuestion } from './plain-question.ts'

const NOW =
  '(?: (?:now|right now|right away|immediately|already|early|fully|completely|manually|by hand|jetzt|sofort|ya|ahora))*'
const WHICH = "(?:(?:the|this|that|my|our|den|der|el|SERVICE|ENVIRONMENT|VERSION|TASK)(?:'s)? )*"
const WHERE =
  '(?: (?:release|deployment|version)| (?:of|in|on|for|to|at|from|von|auf|de|en) (?:the )?(?:SERVICE|ENVIRONMENT|VERSION|TASK)| (?:SERVICE|ENVIRONMENT|VERSION|TASK)| (?:of|von|de) [a-z][\\w-]*)*'
const TO_ALL =
  '(?: (?:(?:all the way )?(?:to|for)|up to|auf|fur|an|a|al|para) (?:all|everyone|everybody|alle|todos|(?:a |the )?(?:full|whole)|100(?: ?%| percent)?)(?: (?:of )?(?:the )?(?:users|traffic|requests))?)'
const MOVE = '(?:send|give|shift|switch|move|route|take|bring|set|ramp(?: up)?|scale|raise|increase)'
const WISH =
  "(?:let's |(?:i|we)(?:'d| would)? (?:want|need|like) |(?:kannst|konntest|wurdest) du |(?:ich|wir) (?:wollen|will|mochten?|mussen|muss|sollten?|konnen|wurden? gern) |puedes |podrias |quiero |queremos |vamos a )?(?:to )?"
const PROMOTE = [
  `(?:promote|finish|complete|finali[sz]e|accept|befordere|promueve|promover) ${WHICH}canary${WHERE}${TO_ALL}?${WHERE}${NOW}`,
  `promote (?:it|this|that|(?:(?:the )?(?:SERVICE|VERSION) ?)+)${TO_ALL}${NOW}`,
  `(?:roll out|release|ship|open|expand|${MOVE}) ${WHICH}canary${WHERE}${TO_ALL}${WHERE}${NOW}`,
  `${MOVE} (?:all|everyone|everybody|100 ?%)(?: of)?(?: the)?(?: users| traffic| requests)? to ${WHICH}canary${WHERE}${NOW}`,
  `gib ${WHICH}canary${WHERE}(?: jetzt| sofort)?${TO_ALL}?${WHERE} frei`,
  `(?:setze?|bringe?|zieh|fahre?|nimm) ${WHICH}canary${WHERE}${NOW}${TO_ALL}${WHERE}(?: hoch)?`,
  `${WHICH}canary${WHERE}${NOW}${TO_ALL}?${WHERE} (?:freigeben|befordern|promoten)`,
  `(?:lleva|pasa|sube|abre) ${WHICH}canary${WHERE}${TO_ALL}${WHERE}${NOW}`,
].join('|')
const PROMOTES = new RegExp(`^${WISH}(?:${PROMOTE})$`)
/** Another share than all of it cannot be chosen. */
const ASKS_FOR_A_SHARE = new RegExp(
  `^${WISH}(?:promote|${MOVE}|befordere|setze?|bringe?|zieh|fahre?|erhohe|promueve|lleva|pasa|sube|pon) ${WHICH}canary${WHERE} (?:(?:up |down |back )?(?:to|at)|auf|al?|hasta(?: el)?) \\d{1,3} ?(?:%|percent|prozent|por ciento)(?: (?:of )?(?:the )?(?:users|traffic|requests))?${WHERE}${NOW}(?: hoch)?$`,
)
const CANCEL = [
  `(?:stop|cancel|abort|kill|end|halt|drop|take down|shut down|turn off|pull) ${WHICH}canary${WHERE}${NOW}`,
  `(?:stopp|stoppe|beende|cancele?|kille?) ${WHICH}canary${WHERE}${NOW}`,
  `(?:brich|breche?) ${WHICH}canary${WHERE}${NOW} ab`,
  `${WHICH}canary${WHERE}${NOW} (?:stoppen|abbrechen|beenden|canceln)`,
  `(?:deten|detener|para|parar|cancela|cancelar|aborta|abortar) ${WHICH}canary${WHERE}${NOW}`,
].join('|')
const CANCELS = new RegExp(`^${WISH}(?:${CANCEL})$`)
/** Nobody waits for it: what follows is a promise of somebody who looks. */
const WHEN =
  '(?:(?:but )?only )?(?:if|when|once|as soon as|after|unless|until|provided|wenn|falls|sobald|sofern|nachdem|si|cuando|en cuanto|siempre que)'
const ON_A_CONDITION = new RegExp(
  `^${WISH}(?:${PROMOTE}|promote (?:it|this|that)),? ${WHEN} .+$|^${WHEN} .*\\bcanary\\b.*,? (?:then |dann |entonces )?(?:${PROMOTE}|promote (?:it|this|that))$`,
)
/** Politeness in the middle, as German has it, and at the end. */
const ASIDE =
  / (?:bitte|mal|doch|einfach|please|just|por favor)(?= )|,? (?:if (?:possible|you (?:can|could|please|would|like|don't mind))|wenn (?:moglich|es geht)|si (?:es posible|puedes))$/g
/** Asks whether it can or should be done. */
const ASKS_WHETHER = new RegExp(
  `^(?:(?:can|could|may|should|shall) (?:i|we)|is it (?:already |really )?(?:safe|ok|okay|fine|time|too early|too soon|possible|a good idea|wise)(?: for (?:me|us))?(?: now)? to|(?:soll|sollte|kann|konnte|darf|durfte|muss) (?:ich|man)|(?:sollen|sollten|konnen|konnten|durfen|mussen) wir|(?:deberia|debo|puedo|deberiamos|debemos|podemos)|es (?:seguro|posible|buena idea)) (?:${PROMOTE}|${CANCEL})$`,
)
const STATE =
  /^(?:how|what(?:'s| is| about| happens)|when (?:will|does|is)|is|are|any|status|state|wie|lauft|como|que tal)\b.*\bcanar(?:y|ies)\b|^(?:SERVICE |ENVIRONMENT |the |a )*canary(?: (?:status|state|health|progress))?(?: (?:of|in|on|for) (?:SERVICE|ENVIRONMENT))*$/
/** What a canary is, or how to deploy with one, is not how one is doing. */
const NOT_ITS_STATE = /\b(?:what is a|what's a|how do i|how to|how can|deploy|wie kann|como puedo)\b/

/**
 * The wish that a canary becomes the release or is stopped: the words of an order. Whoever asks whether it can, wants
 * another share or sets a condition hears how it stands and what can be done.
 */
export function asksToMoveCanary({ words }: PlainQuestion): Asked<'canary'> | undefined {
  const plain = words.replace(ASIDE, '')
  if (PROMOTES.test(plain)) return { kind: 'canary', asks: 'promotion' }
  if (CANCELS.test(plain)) return { kind: 'canary', asks: 'cancellation' }
  if (ASKS_FOR_A_SHARE.test(plain)) return { kind: 'canary', asks: 'share' }
  if (ON_A_CONDITION.test(plain)) return { kind: 'canary', asks: 'condition' }
  return ASKS_WHETHER.test(plain) ? { kind: 'canary', asks: 'state' } : undefined
}

/** How a canary is doing. */
export function asksCanary({ words }: PlainQuestion): Asked<'canary'> | undefined {
  return STATE.test(words) && !NOT_ITS_STATE.test(words) ? { kind: 'canary', asks: 'state' } : undefined
}

/** Words about a canary, whatever they want of it. */
export function mentionsCanary({ words }: PlainQuestion): Asked<'canary'> | undefined {
  return /\bcanar(?:y|ies|ys)\b/.test(words) && !NOT_ITS_STATE.test(words)
    ? { kind: 'canary', asks: 'state' }
    : undefined
}
