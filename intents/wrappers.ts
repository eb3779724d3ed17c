const WRAPPERS = [
  /^(?:at |on |in |for )?_at_,? ?(?=\S)/,
  /^(?:hey|hi|hello|hiya|yo|ok|okay|k|so|now|and|also|well|right|alright|cool|great|perfect|good|fine|um+|uh+|er+|oh|yes|yeah|yep|sure|no|nope|actually|sorry|just|quick|only|next|finally|first|today|guys|team|folks|all|everyone|there|shipmate|bot|@\S+|friend|mate|buddy|dear|morning|afternoon|evening|again|later|tonight|go ahead and|be so kind and|be so kind as to|feel free to|make sure to|make sure you|be sure to|remember to|help me(?: to)?|try to|try and|start by|proceed to|proceed and|proceed with|go ahead with|go on and|emergency|urgent|alexa|siri|okay so|kindly do needful and)\b,? ?(?=\S)/,
  /^(?:can|could|would|will|won't|can't|couldn't|wouldn't) (?:you|u|ya|someone|somebody|anyone|anybody|one of you|bot|shipmate)(?: be able to| be so kind as to| possibly| perhaps| maybe| just| also| go ahead and| mind)?\b ?(?=\S)/,
  /^(?:i|we)(?:'d| would|'ll| will)? ?(?:really |just |also )?(?:want|need|like|love|wanna|gotta|have|got)(?: you| it)? to\b ?(?=\S)/,
  /^(?:need|want|wanna|would like|gotta)(?: to)?\b ?(?=(?:(?:re)?deploy|(?:re)?build|ship|restart|scale|roll|lock|unlock|promote|schedule|approve|reject|cancel|retry|review|run|open|create|see|check|know)\b)/,
  /^(?:i|we)(?:'m| am|'re| are) (?:wanting|needing|wishing)(?: you)? to\b ?(?=\S)/,
  /^(?:maybe |perhaps |i think |i guess )?(?:i|we) (?:should|ought to|better|'d better|had better)(?: really| probably| just| now)? (?=(?:(?:re)?deploy|(?:re)?build|restart|scale|roll|lock|unlock|promote|schedule|approve|reject|cancel|retry) (?:it|that|this|back|_|up|down))/,
  /^(?:i|we)(?: would|'d)(?: really| very much| greatly)? (?:appreciate|be grateful|be happy|be thankful|love)(?: it)? if (?:(?:you|someone|somebody|anyone|we|one of you) (?:could|would|can)\b)? ?(?=\S)/,
  /^(?:it would be|it'd be|would be) (?:really |so |super |very )?(?:great|nice|good|lovely|awesome|cool|helpful|amazing|fantastic|perfect|ideal|wonderful|alright|all right|ok|okay|fine|possible) (?:if (?:you|someone|somebody|anyone|we|one of you) (?:could|would|can)|to)\b ?(?=\S)/,
  /^(?:i was|i'm|i am) (?:wondering|hoping|asking) (?:if )?(?:you (?:could|would|can|might))\b ?(?=\S)/,
  /^(?:if|when|whenever) you (?:could|can|would|don't mind|do not mind|get (?:a )?(?:chance|moment|minute|sec)|have (?:a )?(?:chance|moment|minute|sec|time)|are (?:free|ready)|'re (?:free|ready))\b ?(?=\S)/,
  /^(?:do you|would you|you)? ?mind ?(?=\S)/,
  /^i'd (?:love|like|appreciate) it if you (?:could|would|can)\b ?(?=\S)/,
  /^(?:let's|lets|let us|you can|you could|you may|you need to|you must|time to|it's time to|gotta|please could you|any chance (?:you|we) (?:could|can)|is it possible to|is there any way to|would it be possible to|can we please|can (?:we|i)(?= (?:get|have) (?:_|(?:new |fresh |clean |another |quick )*(?:re)?-?(?:build|deploy|deployment|release|rollout|rollback|restart|review|promotion)\b))|could (?:we|i)(?= (?:get|have) (?:_|(?:new |fresh |clean |another |quick )*(?:re)?-?(?:build|deploy|deployment|release|rollout|rollback|restart|review|promotion)\b))|if possible|if it's ok|if that's ok)\b ?(?=\S)/,
]

/** A wrapper may hold another ("ok, can you please just …"); more than this is no request but a game. */
const WRAPPERS_PEELED = 8

/** A clause without the polite words around its request: a command begins with its verb. */
export function withoutWrappers(frame: string): string {
  let command = frame
  for (let peeled = 0; peeled < WRAPPERS_PEELED; peeled++) {
    const wrapper = WRAPPERS.find((pattern) => pattern.test(command))
    if (!wrapper) break
    command = command.replace(wrapper, '')
  }
  return command.trim()
}
