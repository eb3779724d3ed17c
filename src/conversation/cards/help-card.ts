import { ALL_INTENTS, exampleOf, isChange } from '../abilities.ts'
import type { Card } from './card.ts'

/** What this person may ask for, by example. What they may not is left out. */
export function helpCard(allowed: readonly string[]): Card {
  const ofKind = (change: boolean): string =>
    ALL_INTENTS.filter((intent) => allowed.includes(intent) && isChange(intent) === change && !SMALL_TALK.has(intent))
      .map((intent) => `• ${exampleOf(intent)}`)
      .join('\n')
  const reads = ofKind(false)
  const changes = ofKind(true)
  return {
    title: 'What you can ask me',
    tone: 'neutral',
    blocks: [
      { kind: 'text', text: reads || 'Nothing yet: you have no rights here.' },
      ...(allowed.includes('deploy.history') ? [{ kind: 'text' as const, text: OPEN }] : []),
      ...(changes ? [{ kind: 'text' as const, text: `To change things:\n${changes}` }] : []),
    ],
    footnote: 'Say it in your own words; I ask when something is missing, and before anything hard to undo.',
  }
}

const OPEN =
  'And why something is as it is:\n• why did the last deployment fail?\n• is it safe to roll back billionmail?'

export function declineCard(allowed: readonly string[]): Card {
  const examples = ALL_INTENTS.filter((intent) => allowed.includes(intent) && !SMALL_TALK.has(intent))
  const some = [...examples.filter(isChange).slice(0, 2), ...examples.filter((intent) => !isChange(intent)).slice(0, 3)]
  return {
    tone: 'neutral',
    blocks: [
      { kind: 'text', text: 'I don’t do that. Nothing was started.' },
      ...(some.length > 0
        ? [
            {
              kind: 'text' as const,
              text: `What I can do for you:\n${some.map((i) => `• ${exampleOf(i)}`).join('\n')}`,
            },
          ]
        : []),
    ],
    footnote: 'Say “help” for everything.',
  }
}

const SMALL_TALK: ReadonlySet<string> = new Set(['chat.greet', 'chat.thank', 'help.show'])
