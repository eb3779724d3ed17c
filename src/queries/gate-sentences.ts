import type { Verdict } from '../domain/gates/decide-gates.ts'
import type { Place } from '../domain/place.ts'
import type { Settings } from '../domain/settings.ts'
import type { Documents } from '../ports/event-store.ts'
import { gateSentence } from '../texts/gate-words.ts'
import type { Texts } from '../texts/texts.ts'
import { namesOf } from './names.ts'

/** The words of several rules at a place, as a sentence each. */
export async function gateSentences(
  verdicts: readonly Verdict[],
  { service, environment }: Place,
  { settings, store }: { readonly settings: Pick<Settings, 'gates'>; readonly store: Documents },
  texts: Texts,
): Promise<readonly string[]> {
  const people = verdicts.flatMap((verdict) => (verdict.rule === 'lock' ? [verdict.by] : []))
  const names = await namesOf(store, people)
  const telling = {
    place: { service, environment },
    zone: settings.gates.timeZone,
    nameOf: (user: string) => names.get(user) ?? user,
    texts,
  }
  return verdicts.map((verdict) => gateSentence(verdict, telling))
}
