import type { TimelineEntry } from '../../adapters/rehearsal/timeline-entry.ts'
import { placeName } from '../../src/app/commands/rehearse/draw.ts'
import type { Card } from '../../src/domain/card.ts'
import type { Violation } from './judge-dialogue.ts'
import { type Move, PEOPLE } from './move.ts'
import { idOf, type Played } from './play-dialogue.ts'

/** A dialogue as people read it, cards cut to what they say and ask, with what broke the rule under the move it came of. */
export function writeDialogue(played: readonly Played[], violations: readonly Violation[] = []): string {
  return played
    .flatMap(({ move, happenings }, index) => [
      ...momentOf(move),
      ...happenings.map(lineOf),
      ...violations.filter((one) => one.move === index).map(({ fault }) => `  ✗✗✗ the bot ${fault}`),
    ])
    .join('\n')
}

const NAMES = new Map<string, string>(PEOPLE.map((person) => [idOf(person), person]))
const nameOf = (user: string): string => NAMES.get(user) ?? user

/** What nobody can see happen, but belongs to the story. */
function momentOf(move: Move): readonly string[] {
  switch (move.kind) {
    case 'passes':
      return [`(${move.minutes} min pass)`]
    case 'restarts':
      return ['(the bot is killed and started again)']
    case 'redelivers':
      return [
        `(delivered again, ${move.form === 'twin' ? 'as a twin' : 'the same'}: the delivery ${move.back} before the last)`,
      ]
    default:
      return move.delivered === 'once' ? [] : [`(the next is delivered ${move.delivered})`]
  }
}

function lineOf(happening: TimelineEntry): string {
  switch (happening.kind) {
    case 'said':
      return `${placeName(happening.place)}  ${nameOf(happening.by)} › ${happening.text}`
    case 'unsaid':
      return `${placeName(happening.place)}  ${nameOf(happening.by)} deletes ${happening.text}`
    case 'pressed':
      return `${placeName(happening.place)}  ${nameOf(happening.by)} presses [${happening.label}]`
    case 'posted':
      return `    ${placeName(happening.place)}  shipmate › ${cardLine(happening.card)}`
    case 'edited':
      return `    ${placeName(happening.place)}  shipmate edits › ${cardLine(happening.card)}`
    case 'opened':
      return `    (only ${nameOf(happening.to)} sees) the form ${happening.form.title}`
    case 'filled':
      return `${placeName(happening.place)}  ${nameOf(happening.by)} sends ${happening.text}`
    case 'told':
      return `    (only ${nameOf(happening.to)} sees) ${happening.text}`
  }
}

function cardLine({ title, blocks, footnote }: Card): string {
  const said = blocks.flatMap((block) => {
    if (block.kind === 'text') return [block.text]
    return block.kind === 'buttons' ? [block.buttons.map(({ label }) => `[${label}]`).join(' ')] : []
  })
  return [title, ...said, footnote && `(${footnote})`].filter(Boolean).join(' · ').replace(/\s+/g, ' ')
}
