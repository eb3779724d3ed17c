import type { Card } from '../../domain/card.ts'
import type { Texts } from '../../texts/texts.ts'
import type { Example, Examples } from '../capability.ts'

/**
 * Shows by example what this person may ask for, and leaves out what they may not.
 * @param own How to ask for the workflows of the team that they may start.
 */
export function helpCard(
  examples: Examples,
  { conversation: { help }, workflows }: Texts,
  own: readonly string[] = [],
): Card {
  const reads = listed(worthShowing(examples, 'read'))
  const changes = listed(worthShowing(examples, 'change'))
  return {
    title: help.title,
    tone: 'neutral',
    blocks: [
      { kind: 'text', text: reads || help.nothing },
      ...(examples.has('deploy.history') ? [{ kind: 'text' as const, text: help.askWhy }] : []),
      ...(changes ? [{ kind: 'text' as const, text: [help.changes, changes, help.versions].join('\n') }] : []),
      ...(own.length > 0
        ? [{ kind: 'text' as const, text: [workflows.canBeStarted, ...own.map((one) => `• ${one}`)].join('\n') }]
        : []),
    ],
    footnote: help.ownWords,
  }
}

/** @param instead What to do instead, where it is understood and cannot be done yet. */
export function declineCard(examples: Examples, instead: string | undefined, { conversation }: Texts): Card {
  const { help, nothingStarted } = conversation
  const some = [...worthShowing(examples, 'change').slice(0, 2), ...worthShowing(examples, 'read').slice(0, 3)]
  return {
    tone: 'neutral',
    blocks: [
      { kind: 'text', text: `${instead ?? help.notMine} ${nothingStarted}` },
      ...(some.length > 0 ? [{ kind: 'text' as const, text: `${help.whatICan}\n${listed(some)}` }] : []),
    ],
    footnote: help.sayHelp,
  }
}

const SMALL_TALK: ReadonlySet<string> = new Set(['chat.greet', 'chat.thank', 'help.show'])

const worthShowing = (examples: Examples, kind: Example['kind']): readonly Example[] =>
  [...examples].flatMap(([intent, example]) => (example.kind === kind && !SMALL_TALK.has(intent) ? [example] : []))

const listed = (examples: readonly Example[]): string => examples.map(({ text }) => `• ${text}`).join('\n')
