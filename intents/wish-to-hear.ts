const ME = '(?:me|us|everyone|everybody|the (?:team|channel|thread)|this (?:channel|thread))'
const ASKS = `(?:(?:tell|ping|notify|message|inform|alert|update|dm|slack) ${ME}|let ${ME} know|report back|keep ${ME} (?:posted|updated))`
const IT = '(?:it|that|this|everything|all(?: of it)?|the (?:deploy(?:ment)?|release|rollback|build|rollout|job|task))'
const IS_DONE =
  "(?:(?:(?:'?s|is|has|are|was|gets?)(?: all)? )?(?:done|finished|live|up|out|ready|complete|completed|over|through|gone through|deployed|built|landed|healthy|finishes|completes|lands|ends|succeeds|fails))"
const WHEN = `(?: (?:when|once|as soon as|after|if) (?:${IT}(?:'?s)? ?)?${IS_DONE}(?: (?:please|pls|or (?:not|fails?|failed)))?| how (?:it|that) (?:goes|went|turns out))`
const TAIL = new RegExp(
  `(?:[,;.]|\\b(?:and|then|,))(?: ?(?:and|then|also|please|pls|just))* ?${ASKS}${WHEN}?(?: (?:please|pls|thanks|thx))?[.!]*$`,
  'i',
)

/** "… and tell me when it's done" asks for nothing more: whoever asks is told how it ends. */
export function withoutWishToHear(text: string): string {
  const rest = text.replace(TAIL, '').trim()
  return rest === '' ? text : rest
}
