import type { Card } from '../domain/card.ts'
import { ALL_INTENTS, isChange } from '../domain/intents.ts'
import type { Examples } from './examples.ts'

/** What this person may ask for, by example. What they may not is left out. */
export function helpCard(examples: Examples): Card {
  const reads = listed(
    worthShowing(examples).filter((intent) => !isChange(intent)),
    examples,
  )
  const changes = listed(worthShowing(examples).filter(isChange), examples)
  return {
    title: 'What you can ask me',
    tone: 'neutral',
    blocks: [
      { kind: 'text', text: reads || 'Nothing yet: you have no rights here.' },
      ...(examples.has('deploy.history') ? [{ kind: 'text' as const, text: OPEN }] : []),
      ...(changes ? [{ kind: 'text' as const, text: `To change things:\n${changes}\n${VERSIONS}` }] : []),
    ],
    footnote: 'Say it in your own words; I ask when something is missing, and before anything hard to undo.',
  }
}

const OPEN = 'And why something is as it is:\n• why did the last deployment fail?\n• is it safe to roll back?'
const VERSIONS = 'A version is a tag, a branch or a commit (“v1.1.0”, “main”); without one it is the newest commit.'

export function declineCard(examples: Examples): Card {
  const able = worthShowing(examples)
  const some = [...able.filter(isChange).slice(0, 2), ...able.filter((intent) => !isChange(intent)).slice(0, 3)]
  return {
    tone: 'neutral',
    blocks: [
      { kind: 'text', text: 'I don’t do that. Nothing was started.' },
      ...(some.length > 0
        ? [{ kind: 'text' as const, text: `What I can do for you:\n${listed(some, examples)}` }]
        : []),
    ],
    footnote: 'Say “help” for everything.',
  }
}

const SMALL_TALK: ReadonlySet<string> = new Set(['chat.greet', 'chat.thank', 'help.show'])

const worthShowing = (examples: Examples): readonly string[] =>
  ALL_INTENTS.filter((intent) => examples.has(intent) && !SMALL_TALK.has(intent))

const listed = (intents: readonly string[], examples: Examples): string =>
  intents.map((intent) => `• ${examples.get(intent)}`).join('\n')
