import type { Config } from '../../../config/config.ts'
import { decideAccess } from '../../access/decide-access.ts'
import { policyFrom, TERMINAL_USER } from '../../access/default-policy.ts'
import { exampleOf, triedFirst } from '../../conversation/examples.ts'
import { en } from '../../texts/en/texts.ts'
import { settingsFrom } from '../wiring/configured.ts'

/** What the person at the terminal could say first: nothing that is not there, and nothing that is not theirs to do. */
export function firstTries(config: Config): readonly string[] {
  return ['status', ...firstDeployment(config), 'help']
}

/** First words of what can be asked for, for completion. */
export function starters(): readonly string[] {
  const words = Object.values(en.requests).map(({ example }) => example.split(' ')[0]?.toLowerCase() ?? '')
  return [...new Set(words.filter((word) => /^[a-z]+$/.test(word)))].toSorted()
}

function firstDeployment(config: Config): readonly string[] {
  // The newest version of the sample is bad on purpose; nobody should meet that one first.
  if (config.services === undefined) return ['deploy billionmail v1.1.0 to staging']
  const policy = policyFrom(config.access, config.slack !== undefined || config.discord !== undefined)
  const person = { user: TERMINAL_USER, groups: [], standing: 'member' as const }
  const place = triedFirst('deploy.start', settingsFrom(config)).find(
    (where) => decideAccess(person, { intent: 'deploy.start', effect: 'change', ...where }, policy).kind === 'allowed',
  )
  const example = place && exampleOf('deploy.start', place, en)
  return example === undefined ? [] : [example]
}
