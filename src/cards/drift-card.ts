import type { Block, Button, Card, Tone } from '../domain/card.ts'
import type { Drift, RemediationName } from '../domain/drift.ts'
import type { EnvironmentState } from '../domain/environment.ts'
import type { UserId } from '../domain/ids.ts'
import { clockTime } from './words.ts'

/**
 * Reports a drift, with a button for its fix.
 * @param place What the log says is live there now.
 */
export function driftCard(drift: Drift, notify: UserId, place?: EnvironmentState): Card {
  const { service, environment, sentence, task, ended } = drift
  const what: Block = { kind: 'text', text: sentence }
  if (ended) {
    return {
      title: `${service} on ${environment} had drifted`,
      tone: 'neutral',
      mention: notify,
      blocks: [what, { kind: 'text', text: endWords(ended, place) }],
      footnote: task,
    }
  }
  const button = fixButton(drift, place)
  return {
    title: `${service} on ${environment} has drifted`,
    tone: toneOf(drift),
    mention: notify,
    blocks: [
      what,
      ...(drift.choice ? [{ kind: 'text' as const, text: drift.choice.reasons.join('\n') }] : []),
      ...(button
        ? [
            { kind: 'text' as const, text: HOW },
            { kind: 'buttons' as const, buttons: [button] },
          ]
        : []),
    ],
    footnote: drift.choice?.model === undefined ? task : `${task} · judged by ${drift.choice.model}`,
  }
}

const HOW = 'The button requests the fix as you; your permissions apply.'

/** The button for its fix; undefined where a person has to look. */
export function fixButton({ choice, button, expected }: Drift, place?: EnvironmentState): Button | undefined {
  if (choice?.remediation === undefined) return undefined
  const labels: Readonly<Record<RemediationName, string>> = {
    redeploy: `Redeploy ${expected.version}`,
    'roll-back': `Roll back to ${place?.previous?.release.version ?? 'the previous release'}`,
  }
  return {
    id: button,
    label: labels[choice.remediation],
    style: choice.remediation === 'redeploy' ? 'primary' : 'danger',
  }
}

/** Users notice an outage; they rarely notice a wrong version. */
function toneOf({ kind }: Drift): Tone {
  return kind === 'stopped' || kind === 'unhealthy' ? 'danger' : 'warning'
}

function endWords({ how, at }: NonNullable<Drift['ended']>, place: EnvironmentState | undefined): string {
  const live = place?.current?.release.version
  switch (how) {
    case 'replaced':
      return `Replaced at ${clockTime(at)} by another drift.`
    case 'stopped-on-purpose':
      return `Stopped on purpose at ${clockTime(at)}.`
    case 'fixed':
      return `Resolved at ${clockTime(at)}${live === undefined ? '.' : `: ${live} is live, as expected.`}`
  }
}
