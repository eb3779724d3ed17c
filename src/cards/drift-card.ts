import type { Block, Button, Card, Tone } from '../domain/card.ts'
import type { Drift, RemediationName } from '../domain/drift.ts'
import type { EnvironmentState } from '../domain/environment.ts'
import type { UserId } from '../domain/ids.ts'
import type { Texts } from '../texts/texts.ts'
import { clockTime } from './words.ts'

/**
 * Reports a drift, with a button for its fix.
 * @param place What the log says is live there now.
 */
export function driftCard(drift: Drift, notify: UserId, place: EnvironmentState | undefined, texts: Texts): Card {
  const { sentence, task, ended, choice } = drift
  const words = texts.drift
  const what: Block = { kind: 'text', text: sentence }
  if (ended) {
    return {
      title: words.hadDrifted(drift),
      tone: 'neutral',
      mention: notify,
      blocks: [what, { kind: 'text', text: endWords(ended, place, texts) }],
      footnote: task,
    }
  }
  const button = fixButton(drift, place, texts)
  return {
    title: words.hasDrifted(drift),
    tone: toneOf(drift),
    mention: notify,
    blocks: [
      what,
      ...(choice ? [{ kind: 'text' as const, text: choice.reasons.join('\n') }] : []),
      ...(button
        ? [
            { kind: 'text' as const, text: words.howItIsFixed },
            { kind: 'buttons' as const, buttons: [button] },
          ]
        : []),
    ],
    footnote: choice?.model === undefined ? task : words.judgedBy({ task, model: choice.model }),
  }
}

/** The button for its fix; undefined where a person has to look. */
export function fixButton(
  { choice, button, expected }: Drift,
  place: EnvironmentState | undefined,
  { drift }: Texts,
): Button | undefined {
  if (choice?.remediation === undefined) return undefined
  const before = place?.previous?.release
  const labels: Readonly<Record<RemediationName, string>> = {
    redeploy: drift.redeploy(expected),
    'roll-back': before ? drift.rollBackTo(before) : drift.rollBackToPrevious,
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

function endWords(
  { how, at }: NonNullable<Drift['ended']>,
  place: EnvironmentState | undefined,
  { drift }: Texts,
): string {
  const time = clockTime(at)
  const live = place?.current?.release
  switch (how) {
    case 'replaced':
      return drift.replaced({ time })
    case 'stopped-on-purpose':
      return drift.stoppedOnPurpose({ time })
    // A place itself cannot vanish from an inventory.
    case 'gone':
    case 'fixed':
      return live ? drift.resolvedLive({ time, version: live.version }) : drift.resolved({ time })
  }
}
