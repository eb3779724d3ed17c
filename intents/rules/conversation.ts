import { anyOf, type Phrase, saidInAny } from '../languages.ts'
import { command, question, type Rule, statement, wholeMessage } from './rule.ts'

const GREETING = oneOf(
  'greeting',
  "hi+|hey+a?|hello+|hiya|yo|howdy|sup|greetings|g'?day|good (?:morning|afternoon|evening|day)|morning|evening|afternoon|gm|hola|hallo|moin|ahoy|what's up|whats up|wassup|how are you(?: doing)?(?: today)?|how's it going|how do you do|nice to meet you",
)
/** English as a pattern, and what other languages say. */
function oneOf(phrase: Phrase, english: string): string {
  return `(?:${english}|${anyOf(saidInAny(phrase))})`
}

const WHO =
  "(?:there|all|team|everyone|everybody|bot|shipmate|folks|crew|gang|people|peeps|squad|again|friend|mate|buddy|you|today|to you|_bot_|y'all|guys|captain|zusammen|leute|an alle|alle|todos|a todos|equipo|chicos)"
const THANKS = oneOf(
  'thanks',
  "thanks?|thank you|thank u|thx|tnx|thnx|thanx|tks|ty|tysm|cheers|much appreciated|appreciated|appreciate it|nice one|nice work|good job|great job|great work|well done|awesome|perfect|brilliant|you rock|you're the best|love it|lovely|good bot|kudos|ta|many thanks|nicely done|amazing|legend|lifesaver|you're a lifesaver|you're a star|sweet|excellent|fantastic|merci|gracias|danke",
)
/** "sweet, promote it to production": what follows the praise is no part of it. */
const THEN_ASKS =
  "(?: (?:so|now|then|please|pls|also|and|next|ok|okay|let's|lets|just|can you|could you|could somebody))* (?:(?:re)?deploy|put|get|move|bring|take|cancel|stop|create|open|generate|review|test|close|add|remove|delete|go live|what are|what was|what did|which|how (?:is|are|many|long|far|did|does)|where (?:is|are)|any|can (?:i|we)|are there|is there|(?:re)?build|promote|restart|scale|roll|rollback|revert|lock|unlock|approve|reject|retry|ack|resolve|schedule|submit|start|run|ship|push|show|list|check|give me|what's the|what is the|who is|who's|is it|is that|did it) ?(?!.*\\b(?:went|worked|was)\\b)"
const YES = oneOf(
  'yes',
  "yes|ye+s+|yse|ye+p+|yep|yeah|yup|ya|yea|y|aye|sure|sure thing|ok|okay|okey|k|affirmative|absolutely|definitely|of course|confirm|confirmed|i confirm|go|go ahead|go for it|do it|make it so|let's go|lets go|let's do it|lets do it|proceed|ship it|sounds good|sounds right|looks good|looks right|lgtm|correct|that's right|thats right|right|that's correct|exactly|indeed|by all means|please do|yes do|do so|send it|approved?|roger|roger that|fine|fine by me|works for me|all good|continue|carry on|execute|engage|i'm sure|i am sure|\\+1|yes i am|i do|it is|go on|please",
)
const NO = oneOf(
  'no',
  "no|no+|no+pe+|nope|nah|nay|n|negative|cancel|cancel it|cancel that|cancel this|stop|stop it|stop that|abort|abort it|abort that|abort mission|don't|dont|do not|don'?t do (?:it|that|this)|do not do (?:it|that|this)|(?:better|rather) (?:don'?t|do not)(?: (?:do|make) (?:it|that|this))?|dont do it|please don't|never ?mind|nvm|forget it|forget that|forget about it|leave it|hold on|hold off|hold it|hold|wait|wait wait|not now|not yet|not really|no way|absolutely not|definitely not|of course not|scratch that|on second thoughts?|i changed my mind|changed my mind|drop it|let's not|lets not|rather not|i'd rather not|better not|no thanks|no thank you|not today|back off|decline|declined|reject|rejected|i don't|-1|hell no|stop (?:i'm|i am|we're) not (?:sure|ready)|wait (?:i'm|i am|we're) not (?:sure|ready)|(?:i'm|i am) not sure(?: yet)?|stand down|skip it|actually no|actually don't|no don't|not that|(?:keep|leave) (?:it|that|this|them|him|her|everything)(?: alone| be| as (?:it|that) is| as is| there| running| in place| for now| untouched)?|let (?:it|that) (?:be|run|stay)",
)
const PAD = oneOf(
  'around',
  'please|sorry|now|then|thanks|thx|thank you|go ahead|do it|just|actually|oh|hmm+|hm+|um|uh|well|,|sir|bot|shipmate|and|so|for now|after all|both|all of them|really',
)

const KEEPS = /^(?:keep|leave) (?:it|that|this|them|him|her|_[a-z]+_)(?: alone| be| as is| running| there)?$/

/** "no, don't deploy it": a no, and nothing that is to be done. */
const refusal: Rule = {
  intent: 'confirm.no',
  confidence: 0.9,
  whole: true,
  matches: ({
    reading: {
      clauses: [first, ...rest],
    },
  }) =>
    first?.frame === 'no' &&
    rest.length > 0 &&
    rest.every(({ mood, frame }) => mood === 'negated' || KEEPS.test(frame)),
}

export const conversationRules: readonly Rule[] = [
  wholeMessage('chat.greet', 0.97, new RegExp(`^(?:${GREETING}|${WHO})(?: (?:${GREETING}|${WHO})){0,5}$`)),
  wholeMessage(
    'chat.thank',
    0.97,
    new RegExp(
      `^(?:(?:ok|okay|great|cool|oh|wow|so|very|much|a|lot|really|phew|good enough|fair enough|enough|works for me|wonderful|beautiful|neat|sorted|ace|top|that will do|that'll do|looks (?:good|fine|great)|alrighty|okey|hm+|sorry|super|clear|crystal clear|understood|noted|helpful|useful|ah|aha|alright|right|fine|all|clear now|good to know|that helps|got it|yes|no|that's|that is|it's|perfect|awesome|nice|good|brilliant|sweet|excellent) ){0,5}${THANKS}(?!\\p{L})(?!.*\\b(?:don't|do not|stop|cancel)\\b)(?!${THEN_ASKS})(?:.{0,60})$`,
      'u',
    ),
  ),
  wholeMessage(
    'chat.thank',
    0.96,
    new RegExp(
      `^(?:(?:ok|okay|ah|oh|great|yes|yeah|well) )?(?:found (?:it|them)|got it|that's (?:it|all|enough)|that is (?:it|all|enough)|done|fixed|solved|it works|works|i see|understood|noted|makes sense|good to know|nothing else) (?:now |then |again )?(?:${THANKS})(?: (?:a lot|so much|very much|again|bot|shipmate|everyone|all))?$`,
      'u',
    ),
  ),
  wholeMessage('chat.thank', 0.96, /^(?:thanks|thx|cheers|ty)$/),
  wholeMessage(
    'chat.thank',
    0.99,
    /^(?:ok|okay|k|great|cool|fine|good|all good) (?:thanks?|thank you|thx|ty|cheers)\b/,
  ),
  refusal,
  wholeMessage(
    'confirm.yes',
    0.98,
    new RegExp(
      `^(?:(?:perfect|great|cool|nice|excellent|brilliant|wonderful|lovely|awesome|super|good|alright|amazing|perfecto|genial|prima|super) )?(?:${PAD} ){0,4}${YES}(?: (?:${YES}|${PAD})){0,5}$`,
    ),
  ),
  wholeMessage(
    'confirm.no',
    0.98,
    new RegExp(
      `^(?:(?:ok|okay|alright|all right|fine|right|hm+) ){0,2}(?:${PAD} ){0,4}${NO}(?: (?:${NO}|${PAD})){0,5}$`,
    ),
  ),
  question(
    'access.show',
    0.95,
    /\b(?:what|which)\b.*\b(?:am i|are we|i'm|i am|do i have|is _[a-z]+_|_[a-z]+_|is \S+)\b.*\b(?:allowed|permitted|permissions?|access|rights|authori[sz]ed|roles?)\b|\bpermissions?\b|\baccess (?:rights|level|list|show)\b|^access\b|\b(?:what(?:'s| is| are))? ?(?:my )?(?:access|roles?|rights)\b(?! log)/,
    /error|memory|^(?:request|ask for|get)\b/,
  ),
  question(
    'access.show',
    0.94,
    /\bwho(?:'s| is| are| all| else)?\b.*\b(?:can|may|could|allowed|able|approve|approves|approvers?|authori[sz]ed|permitted|has access|have access|gets to|has rights|is owner|owns|owners?)\b/,
    /on[- ]?call|page\b|who can help/,
  ),
  question(
    'access.show',
    0.93,
    /^(?:am|are) (?:i|we) (?:even )?(?:allowed|permitted|able|authori[sz]ed)\b/,
    /\bto (?:re)?(?:deploy|ship|release|roll out|promote) (?:_service_|_ref_|it|that|this)\b/,
  ),
  question(
    'access.show',
    0.9,
    /^(?:can|may|could) (?:i|we|_[a-z]+_|\S+) (?:deploy|approve|roll back|rollback|restart|ship|release|scale|push)\b/,
    /_service_|\bnow\b|_at_|^(?:can|could) you|\byou\b|_change_|on (?:mon|tues|wednes|thurs|fri|satur|sun)days?/,
  ),
  question(
    'access.show',
    0.9,
    /^why (?:was|am|were) i (?:refused|denied|not allowed|blocked|rejected)|^what can i (?:do|deploy|approve|run)(?: (?:here|in|on|to) ?(?:_environment_|_service_)?)?$|\ballowed to do\b/,
  ),
  question(
    'help.show',
    0.96,
    /^(?:help|halp|helpp|hlp|\?+|usage|commands|manual|instructions|help show)\b(?! me (?!with\b|understand\b|out\b|to understand\b)|.*_task_)/,
  ),
  command(
    'help.show',
    0.94,
    /^(?:help me(?: out| with| understand)?|show (?:me )?help|i need help|need help|i'm lost|i am lost|i'm stuck|get help|show (?:me )?(?:all )?(?:commands|options)|list (?:all )?(?:commands|options|your commands))\b/,
  ),
  statement(
    'help.show',
    0.93,
    /\bwhat (?:all )?(?:can|do|could|else can) you (?:do|help|offer|support|handle|understand)\b|\bwhat are your (?:commands|capabilities|features|skills)\b|^what are you(?: able to do| capable of| good at| for)?$|\bhow (?:do|can|should|does|would|to) (?:i|we|you|one|someone|anyone|this|it|that)\b.*\b(?:work|use|deploy|roll|cancel|approve|build|rollback|restart|scale|promote|schedule|lock|ask|get started|start|see|check|list|create|add|run|find|talk|retry|unlock|reject|submit)|\bhow (?:does|do) .*\bwork\b|\b(?:explain|describe) how\b|\bwhat can i (?:ask|say|tell|type)\b|\bhow to (?:deploy|use|roll|build|cancel|approve|restart|scale|retry|promote)|\bwhat do you do\b|\bwho are you\b|\bwhat's this bot\b|\bneed (?:some )?help\b|\bi(?:'m| am) (?:lost|new here|new)\b|\byour (?:commands|capabilities|features)\b|\bavailable commands\b|\bwhat commands\b|\bhelp (?:me )?with\b/,
  ),
]
