const ENGLISH =
  'hi|hey|hello|yo|good (?:morning|afternoon|evening)|morning|ok|okay|alright|so|well|now|right|please|pls|thanks|thank you|thx|cheers|sorry|great|cool|nice|team|all|everyone|there|folks|guys|bot|@?shipmate'
const GERMAN =
  'hallo|moin|servus|guten (?:morgen|tag|abend)|(?:grüß|gruß) gott|danke(?:schön| schön| sehr| dir| euch)?|(?:vielen|besten|herzlichen) dank|bitte|also|na|gut|super|toll|prima|entschuldigung|sorry|zusammen|alle|alle zusammen|leute|ihr lieben|viele grüße|lg'
const SPANISH =
  'hola|buen(?:os|as) (?:días|dias|tardes|noches)|buenas|gracias|muchas gracias|mil gracias|por favor|porfa|bueno|bien|vale|oye|perdón|perdon|genial|perfecto|a todos|todos|todas|equipo|chicos|chicas|saludos'
const COURTESY = new RegExp(
  `^[¿¡]*(?:(?:${ENGLISH}|${GERMAN}|${SPANISH}|<@!?[\\w.]{1,40}>)(?![\\p{L}\\p{N}])[^\\p{L}\\p{N}<@]*)+$`,
  'iu',
)

/** Words that say hello or thanks, or nothing at all: nobody needs to read them quoted back. Pure. */
export function isCourtesy(text: string): boolean {
  return !/[\p{L}\p{N}]/u.test(text) || COURTESY.test(text.trim())
}
