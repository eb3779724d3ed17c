import { renderCard } from '../../../../adapters/chat/terminal/render-card.ts'
import type { TimelineEntry } from '../../../../adapters/rehearsal/timeline-entry.ts'
import type { Card } from '../../../domain/card.ts'
import type { Form } from '../../../domain/form.ts'
import type { UserId } from '../../../domain/ids.ts'

const WIDTH = 88
/** No line of a card is longer, so nothing is wrapped. */
const UNWRAPPED = 50_000

/** A card as people read it in a terminal. */
export function drawCard(card: Card): readonly string[] {
  return renderCard(card, { width: WIDTH, colour: false, firstChoice: 1 }).lines
}

/** All words of a card on one line, to look for some of them. */
export function wordsOf(card: Card): string {
  const { lines } = renderCard(card, { width: UNWRAPPED, colour: false, firstChoice: 1 })
  return lines
    .map((line) => line.replace(/^┃ ?/, ''))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim()
}

/** How somebody would tell what happened. */
export function drawEntry(happening: TimelineEntry, nameOf: (user: UserId) => string): readonly string[] {
  switch (happening.kind) {
    case 'said': {
      const how = happening.of === undefined ? '›' : 'edits ›'
      return [`${placeName(happening.place)}  ${nameOf(happening.by)} ${how} ${oneLine(happening.text)}`]
    }
    case 'unsaid':
      return [`${placeName(happening.place)}  ${nameOf(happening.by)} deletes “${oneLine(happening.text)}”`]
    case 'pressed':
      return [`${placeName(happening.place)}  ${nameOf(happening.by)} presses [${happening.label}]`]
    case 'posted':
      return [`${placeName(happening.place)}  shipmate`, ...drawCard(happening.card)]
    case 'edited':
      return [`${placeName(happening.place)}  shipmate edits`, ...drawCard(happening.card)]
    case 'opened':
      return [`(only ${nameOf(happening.to)} sees) ${drawForm(happening.form)}`]
    case 'filled':
      return [`${placeName(happening.place)}  ${nameOf(happening.by)} sends “${oneLine(happening.text)}”`]
    case 'told':
      return [`(only ${nameOf(happening.to)} sees) ${happening.text}`]
  }
}

/** A form in one line. */
export function drawForm({ title, note, field, send }: Form): string {
  return `${title}: ${note} ${field.label} [${send}]`
}

/** `#ops` for `slack:#ops/1`. */
export function placeName(place: string): string {
  return place.slice(place.indexOf(':') + 1).replace(/\/1$/, '')
}

const SHOWN = 200

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length > SHOWN ? `${line.slice(0, SHOWN)}… (${text.length} characters)` : line
}
