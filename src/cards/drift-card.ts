import type { Block, Button, Card, Tone } from '../domain/card.ts'
import type { Drift, RemediationName } from '../domain/drift.ts'
import type { EnvironmentState } from '../domain/environment.ts'
import type { UserId } from '../domain/ids.ts'
import { clockTime } from './words.ts'

/**
 * Says that what serves is not what should, with the way to mend it.
 * @param place What serves there by now, as the log says.
 */
export function driftCard(drift: Drift, notify: UserId, place?: EnvironmentState): Card {
  const { service, environment, sentence, task, ended } = drift
  const title = `${service} on ${environment} is not as it should be`
  const what: Block = { kind: 'text', text: sentence }
  if (ended) {
    return {
      ...{ title: `${service} on ${environment} was not as it should be`, tone: 'neutral', mention: notify },
      blocks: [what, { kind: 'text', text: `Over since ${clockTime(ended.at)}: ${endWords(drift, place)}` }],
      footnote: task,
    }
  }
  const button = mendingButton(drift, place)
  return {
    ...{ title, tone: toneOf(drift), mention: notify },
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

const HOW = 'I change nothing by myself: the button asks for it in your name, and your rights count.'

/** The way to mend it; undefined where a person has to look. */
export function mendingButton({ choice, button, expected }: Drift, place?: EnvironmentState): Button | undefined {
  if (choice?.remediation === undefined) return undefined
  const labels: Readonly<Record<RemediationName, string>> = {
    redeploy: `Redeploy ${expected.version}`,
    'roll-back': `Roll back to ${place?.previous?.release.version ?? 'what served before'}`,
  }
  return {
    id: button,
    label: labels[choice.remediation],
    style: choice.remediation === 'redeploy' ? 'primary' : 'danger',
  }
}

/** Users feel the one, and not the other. */
function toneOf({ kind }: Drift): Tone {
  return kind === 'stopped' || kind === 'unhealthy' ? 'danger' : 'warning'
}

function endWords({ ended }: Drift, place: EnvironmentState | undefined): string {
  if (ended?.how === 'replaced') return 'something else is not as it should be there by now.'
  if (ended?.how === 'stopped-on-purpose') return 'it was stopped on purpose.'
  const serves = place?.current?.release.version
  return serves === undefined ? 'it is as it should be.' : `${serves} serves there, as it should.`
}
