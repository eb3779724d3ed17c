import type { Card } from '../../domain/card.ts'
import type { Example, Examples } from '../capability.ts'

/** Shows by example what this person may ask for, and leaves out what they may not. */
export function helpCard(examples: Examples): Card {
  const reads = listed(worthShowing(examples, 'read'))
  const changes = listed(worthShowing(examples, 'change'))
  return {
    title: 'What you can ask me',
    tone: 'neutral',
    blocks: [
      { kind: 'text', text: reads || 'Nothing yet: you have no permissions here.' },
      ...(examples.has('deploy.history') ? [{ kind: 'text' as const, text: OPEN }] : []),
      ...(changes ? [{ kind: 'text' as const, text: `To change things:\n${changes}\n${VERSIONS}` }] : []),
    ],
    footnote: 'Say it in your own words; I ask when something is missing, and before anything hard to undo.',
  }
}

const OPEN = [
  'You can also ask why, and for facts:',
  '• why did the last deployment fail?',
  '• is it safe to roll back?',
  '• who approved the last deploy? How long did it take?',
  '• which versions are there?',
].join('\n')
const VERSIONS = 'A version is a tag, a branch or a commit (“v1.1.0”, “main”); without one it is the newest commit.'

/** @param instead What to do instead, where it is understood and cannot be done yet. */
export function declineCard(examples: Examples, instead?: string): Card {
  const some = [...worthShowing(examples, 'change').slice(0, 2), ...worthShowing(examples, 'read').slice(0, 3)]
  return {
    tone: 'neutral',
    blocks: [
      { kind: 'text', text: `${instead ?? 'I don’t do that.'} Nothing was started.` },
      ...(some.length > 0 ? [{ kind: 'text' as const, text: `What I can do for you:\n${listed(some)}` }] : []),
    ],
    footnote: 'Say “help” for everything.',
  }
}

const SMALL_TALK: ReadonlySet<string> = new Set(['chat.greet', 'chat.thank', 'help.show'])

const worthShowing = (examples: Examples, kind: Example['kind']): readonly Example[] =>
  [...examples].flatMap(([intent, example]) => (example.kind === kind && !SMALL_TALK.has(intent) ? [example] : []))

const listed = (examples: readonly Example[]): string => examples.map(({ text }) => `• ${text}`).join('\n')
