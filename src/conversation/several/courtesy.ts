const WORDS =
  'hi|hey|hello|hallo|hola|yo|good (?:morning|afternoon|evening)|morning|ok|okay|alright|so|well|now|right|please|pls|thanks|thank you|thx|cheers|sorry|great|cool|nice|team|all|everyone|there|folks|guys|bot|@?shipmate'
const COURTESY = new RegExp(`^(?:(?:${WORDS}|<@!?\\w{1,40}>)(?![\\p{L}\\p{N}])[^\\p{L}\\p{N}<@]*)+$`, 'iu')

/** Words that say hello or thanks, or nothing at all: nobody needs to read them quoted back. Pure. */
export function isCourtesy(text: string): boolean {
  return !/[\p{L}\p{N}]/u.test(text) || COURTESY.test(text.trim())
}
