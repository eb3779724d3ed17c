import { matchesOf, type Span } from './span.ts'
import { encodedForms, writtenForms } from './value-forms.ts'
import { asSeen, inOneLine, type View } from './view.ts'

/** Of less than this, some other text is like it by chance. */
const UNMISTAKABLE = 8

/** `shipmate`, `Postgres`, `ADMIN`: as a password it is weak, and without it half of what is said could not be read. */
const ORDINARY_WORD = /^(?:\p{L}\p{Ll}{0,7}|\p{Lu}{1,8})$/u

/**
 * Finds configured values in the views of a text. Values of eight characters and more are found anywhere and in every
 * form; shorter ones where they stand alone. Of an ordinary word only the encoded forms are looked for: where it is used
 * as a password, the name or the URL it stands in says so.
 */
export function createValueFinder(values: readonly string[]): (views: readonly View[]) => readonly Span[] {
  const known = [...new Set(values)].filter((value) => value !== '')
  const written = known.filter((value) => !ORDINARY_WORD.test(value)).flatMap(writtenForms)
  const forms = [...written, ...known.flatMap(encodedForms)]
  const anywhere = new Set([...forms, ...forms.map(inItsView)].filter((form) => form.length >= UNMISTAKABLE))
  const alone = patternAlone(written.filter((form) => form.length < UNMISTAKABLE))
  return (views) =>
    views.flatMap((view) =>
      [...placesOf(anywhere, view.text), ...(alone ? matchesOf(alone, view.text) : [])].map(view.origin),
    )
}

/** What becomes of a form in a text that is searched as it is seen and in one line. */
const inItsView = (form: string): string => inOneLine(asSeen(form)).text

function placesOf(forms: ReadonlySet<string>, text: string): readonly Span[] {
  const places: Span[] = []
  for (const form of forms) {
    for (let from = text.indexOf(form); from >= 0; from = text.indexOf(form, from + form.length)) {
      places.push({ from, to: from + form.length })
    }
  }
  return places
}

/** Undefined when there is nothing to look for. */
function patternAlone(forms: readonly string[]): RegExp | undefined {
  if (forms.length === 0) return undefined
  // Longest first, so that a secret that begins with another one goes whole.
  const longestFirst = forms.toSorted((a, b) => b.length - a.length)
  return new RegExp(longestFirst.map(notInAWord).join('|'), 'gu')
}

const notInAWord = (form: string): string =>
  `${/^[\p{L}\p{N}]/u.test(form) ? '(?<![\\p{L}\\p{N}])' : ''}${RegExp.escape(form)}${/[\p{L}\p{N}]$/u.test(form) ? '(?![\\p{L}\\p{N}])' : ''}`
