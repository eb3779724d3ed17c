import { anyOf, OTHER_LANGUAGES } from '../languages.ts'
import { type Entity, type EntityFinder, findAll } from './entity.ts'
import { numberOf } from './numbers.ts'

const PRINTED: Readonly<Record<string, string>> = { change: 'CHG', incident: 'INC', task: 'TASK', run: 'RUN' }

const SPOKEN: readonly (readonly [slot: string, pattern: RegExp])[] = Object.entries({
  change: /\b(?:chg|cr|changes?(?: requests?)?|approval)(?: (?:id|number|no\.?))?[ #-]{1,2}(\d{1,9})\b/gi,
  incident: /\b(?:inc|incident)(?: (?:id|number|no\.?))?[ #-]{1,2}(\d{1,9})\b/gi,
  task: /\b(?:(?:background|async|asynchronous) )?(?:task|job)(?: (?:id|number|no\.?))?[ #-]{1,2}(\d{1,9})\b/gi,
  run: /\b(?:workflow )?run(?: (?:id|number|no\.?))?[ #-]{1,2}(\d{1,9})\b/gi,
})

/** "Aufgabe 42", "incidencia 3". */
const SPOKEN_ELSEWHERE: readonly (readonly [slot: string, pattern: RegExp, code: string])[] = OTHER_LANGUAGES.flatMap(
  ({ code, kinds }) =>
    Object.keys(PRINTED)
      .filter((slot) => kinds[slot] !== undefined)
      .map((slot): readonly [string, RegExp, string] => [
        slot,
        new RegExp(
          String.raw`(?<![\p{L}])${anyOf(kinds[slot] ?? [])}(?: (?:nr\.?|nummer|número|numero|n°))?[ #-]{1,2}(\d{1,9})\b`,
          'giu',
        ),
        code,
      ]),
)

/** Ids as printed (`CHG-12`) or as said (`change 12`, `task #42`), in the printed form. */
export const findIds: EntityFinder = ({ text, hasDigit, language }) =>
  hasDigit
    ? [...SPOKEN, ...SPOKEN_ELSEWHERE.filter(([, , code]) => code === language)].flatMap(([slot, pattern]) =>
        findAll(text, pattern, slot, ([, digits]) => printedId(slot, digits)),
      )
    : []

/** Pull requests by number or address. */
export const findPullRequests: EntityFinder = ({ text, hasDigit }) =>
  hasDigit ? PULL_REQUESTS.flatMap((pattern) => findAll(text, pattern, 'pr', ([, digits]) => Number(digits))) : []

const PULL_REQUESTS = [
  /\/pull\/(\d{1,9})\b/g,
  /\b(?:pr|pull request|pull-request|mr|merge request)(?: number)?[ #!-]{0,2}(\d{1,9})\b/gi,
]

/** Numbers that nothing else explains; `cancel 42` says what kind of id it is only through its verb. */
export const findBareNumbers: EntityFinder = ({ text, hasDigit }): readonly Entity[] =>
  hasDigit
    ? findAll(text, /(?<![\p{L}\p{N}_.#-])#?(\d{1,9})(?![\p{L}\p{N}-]|[.:]\d)/gu, 'number', ([, digits]) =>
        Number(digits),
      )
    : numberInWords(text)

const LITTLE_ELSE =
  '(?:no|nope|sorry|oops|hm+|um+|uh+|ok|okay|well|actually|better|rather|instead|make|it|that|to|use|just|say|only|set|then|please|pls|i|mean|meant|maybe|perhaps|all|of|them|should|do|is|are|enough|suffices?|will|fine|plenty|too|many|much|few|little)'
const ONLY_NUMBER = new RegExp(
  `^\\W*(?:${LITTLE_ELSE}\\W+){0,5}(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty)(?:\\W+${LITTLE_ELSE}){0,4}\\W*$`,
  'i',
)
/** A longer message says more than a number. */
const SHORT_CHARACTERS = 60

/** "eight", "make it six": a number that is all that is said. */
function numberInWords(text: string): readonly Entity[] {
  const word = text.length > SHORT_CHARACTERS ? undefined : ONLY_NUMBER.exec(text)?.[1]
  const value = numberOf(word?.toLowerCase() ?? '')
  if (word === undefined || value === undefined) return []
  const start = text.search(new RegExp(`\\b${word}\\b`))
  return [{ slot: 'number', value, start, end: start + word.length }]
}

/** `TASK-42` for 42, when the slot holds ids of that kind. */
export function printedId(slot: string, digits: string | number | undefined): string | undefined {
  const prefix = PRINTED[slot]
  return prefix === undefined || digits === undefined ? undefined : `${prefix}-${Number(digits)}`
}
