import type { Plan } from './plan.ts'

/** The whole of what may stand for Confirm when it is typed: closed on purpose, and nothing is ever likened to it. */
const YES: ReadonlySet<string> = new Set([
  ...['yes', 'yes please', 'yep', 'yeah', 'yup', 'y', 'ok', 'okay', 'sure', 'confirm', 'confirmed', 'i confirm'],
  ...['go ahead', 'yes go ahead', 'go for it', 'do it', 'yes do it', 'please do', 'proceed'],
  ...['ja', 'ja bitte', 'jawohl', 'mach das', 'einverstanden', 'bestätigt'],
  ...['sí', 'si', 'sí por favor', 'adelante', 'confirmo', 'confirmado', 'de acuerdo', 'hazlo'],
])

/** What certainly takes back, even when it was not said to the bot. */
const NO: ReadonlySet<string> = new Set([
  ...['no', 'nope', 'nah', 'no thanks', 'no thank you', 'cancel', 'cancel it', 'cancel that', 'stop', 'stop it'],
  ...['abort', "don't", "don't do it", 'do not', 'never mind', 'nevermind', 'nvm', 'forget it', 'leave it'],
  ...['not now', 'not yet', 'wait', 'no wait', 'hold on', 'scratch that'],
  ...['nein', 'nein danke', 'nicht', 'abbrechen', 'stopp', 'warte', 'no gracias', 'cancelar', 'cancela', 'espera'],
])

/** On the question whether to stop a task these words mean the task. */
const STOP_TASK: ReadonlySet<string> = new Set([
  'stop it',
  'yes stop it',
  'cancel it',
  'yes cancel it',
  'stop the task',
  ...['stopp ihn', 'ja stopp ihn', 'brich ihn ab', 'ja brich ihn ab'],
  ...['detenla', 'sí detenla', 'cancélala', 'sí cancélala'],
])
const KEEP_TASK: ReadonlySet<string> = new Set([
  ...['keep it running', 'keep it', 'let it run', "don't stop it"],
  ...['lass ihn laufen', 'lass ihn weiterlaufen', 'déjala seguir', 'déjala', 'que siga'],
])
/** And these may mean the task as well as the question. */
const UNCLEAR_FOR_TASK: ReadonlySet<string> = new Set([
  'cancel',
  'cancel that',
  'stop',
  'abort',
  'stopp',
  'abbrechen',
  'cancela',
  'cancelar',
])

/** `unclear`: a yes or a no, and the words do not say which. */
export type SpokenAnswer = 'yes' | 'no' | 'unclear' | 'neither'

/** What a whole message says to an open plan, taken word for word. @param plan Left out: whatever was asked. */
export function spokenAnswer(text: string, plan?: Pick<Plan, 'kind'>): SpokenAnswer {
  const words = wordsOf(text)
  if (plan?.kind === 'cancel') {
    if (STOP_TASK.has(words)) return 'yes'
    if (KEEP_TASK.has(words)) return 'no'
    if (UNCLEAR_FOR_TASK.has(words)) return 'unclear'
  }
  if (YES.has(words)) return 'yes'
  return NO.has(words) ? 'no' : 'neither'
}

/** Whether it could be an answer to some plan. */
export function isSpokenAnswer(text: string): boolean {
  return [undefined, { kind: 'cancel' } as const].some((plan) => spokenAnswer(text, plan) !== 'neither')
}

/** As one calls it where there are no mentions, such as the terminal. */
const CALLS_THE_BOT = /^@shipmate:? /i

/** A question mark, a mention, a quotation and a letter of another script stay, so that no word of a list has them. */
function wordsOf(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/,/g, ' ')
    .trim()
    .replace(CALLS_THE_BOT, '')
    .replace(/[.!]+$/, '')
    .replace(/\s+/g, ' ')
    .trim()
}

const STOPS = /\b(?:cancel|stop|abort|abbrech|abbruch|det[eé]n)|\bbrich\b.*\bab\b/i
const KEEPS = /\b(?:don['’]?t|do not|never|keep|no need|nicht|lass|no (?:l[ao] )?(?:cancel|par|det))/i

/** "cancel it", "please stop that", and neither "don't stop it" nor "keep it, no need to cancel". */
export function saysToStop(text: string): boolean {
  return STOPS.test(text) && !KEEPS.test(text)
}

/** "don't cancel it", and nothing besides: "don't do it, cancel" is a no. */
export function saysNotToStop(text: string): boolean {
  return /^\W*(?:please )?(?:don['’]?t|do not|never) (?:cancel|stop|abort)\b[^,;:–]*$/i.test(text)
}

const TAKES_BACK =
  /^\W*(?:no(?![- ]cache)|nope|nah|wait|oops|sorry|actually|scratch that|hold on|i meant?|not|rather|make (?:it|that)|nein|doch|quatsch)\b/i
const SAYS_WHAT_WAS_MEANT = /\b(?:i meant?|instead|rather than)\b/i

/** "no wait, staging", "nope, I meant payments": what it asks for takes the place of what was asked for before. */
export function isCorrection(text: string): boolean {
  return TAKES_BACK.test(text) || SAYS_WHAT_WAS_MEANT.test(text)
}

/** Somebody other than the bot is spoken to; its own mention is left out of texts. */
export function mentionsSomebody(text: string): boolean {
  return /<@|(?:^|\s)@(?!shipmate\b)\w/i.test(text)
}
