import type { Card } from '../../../domain/card.ts'
import { wordsOf } from './draw.ts'
import { buttonsOf } from './find-button.ts'
import type { ExpectedMessage } from './transcript-step.ts'

/** What of the expectation a card does not meet; empty when it meets all of it. */
export function missingIn(
  card: Card,
  { title, contains, lacks, buttons, notifies }: ExpectedMessage,
  idOf: (name: string) => string,
): readonly string[] {
  const words = wordsOf(card)
  const labels = buttonsOf(card).map(({ label }) => label)
  return [
    ...(title === undefined || title === card.title ? [] : [`title “${title}”`]),
    ...contains.filter((text) => !words.includes(plain(text))).map((text) => `“${text}”`),
    ...lacks.filter((text) => words.includes(plain(text))).map((text) => `no “${text}”`),
    ...(buttons === undefined || sameList(buttons, labels) ? [] : [`buttons ${listed(buttons)}`]),
    ...(notifies === undefined || idOf(notifies) === card.mention ? [] : [`a mention of ${notifies}`]),
  ]
}

export function describeExpected({ title, contains, lacks, buttons, notifies }: ExpectedMessage): string {
  return [
    ...(title === undefined ? [] : [`title “${title}”`]),
    ...contains.map((text) => `“${text}”`),
    ...lacks.map((text) => `no “${text}”`),
    ...(buttons === undefined ? [] : [`buttons ${listed(buttons)}`]),
    ...(notifies === undefined ? [] : [`a mention of ${notifies}`]),
  ].join(', ')
}

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim()
const listed = (labels: readonly string[]): string =>
  labels.length === 0 ? 'none' : labels.map((label) => `[${label}]`).join(' ')

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index])
}
