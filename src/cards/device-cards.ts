import type { Block, Button, Card } from '../domain/card.ts'
import type { Drift } from '../domain/drift.ts'
import type { UserId } from '../domain/ids.ts'
import type { Run } from '../domain/run.ts'
import type { Texts } from '../texts/texts.ts'
import { clockTime } from './words.ts'

/** What cards of devices are drawn from. */
export interface DeviceCardFacts {
  /** All drifts of the card, over or not, in the order in which they were found; never empty. */
  readonly drifts: readonly Drift[]
  /** The fixes that were decided on, by their task. */
  readonly fixes: ReadonlyMap<string, Run>
  readonly notify: UserId
}

/** Nobody reads a longer table in a chat; the answer to a question has the rest. */
const ROWS_SHOWN = 12
/** One row on every platform. */
export const MOST_BUTTONS = 5

/** Shows what is fixed unasked, and how that goes; undefined while nothing is. It notifies nobody. */
export function devicesCard(facts: DeviceCardFacts, texts: Texts): Card | undefined {
  const { drifts } = facts
  if (!drifts.some(({ decision }) => decision?.do === 'fix' || decision?.do === 'wait')) return undefined
  const open = drifts.filter(({ ended }) => !ended)
  const { service, ring } = ringOf(drifts)
  const count = open.length
  return {
    title:
      count === 0 ? texts.devices.inOrderAgain({ service, ring }) : texts.devices.haveDrifted({ service, ring, count }),
    tone: count === 0 ? 'success' : 'progress',
    blocks: [tableOf(drifts, facts.fixes, texts), ...moreThan(drifts.length, texts)],
  }
}

/** Asks people for what is not fixed unasked; undefined while there is nothing of the kind. */
export function peopleNeededCard(facts: DeviceCardFacts, texts: Texts): Card | undefined {
  const needing = facts.drifts.filter(({ decision }) => decision?.do === 'propose' || decision?.do === 'escalate')
  if (needing.length === 0) return undefined
  const open = needing.filter(({ ended }) => !ended)
  const { service, ring } = ringOf(needing)
  const count = open.length
  const buttons = repairButtons(open, texts)
  return {
    title:
      count === 0 ? texts.devices.inOrderAgain({ service, ring }) : texts.devices.needPeople({ service, ring, count }),
    tone: count === 0 ? 'neutral' : 'warning',
    mention: facts.notify,
    blocks: [
      tableOf(needing, facts.fixes, texts),
      ...moreThan(needing.length, texts),
      ...(buttons.length > 0
        ? [
            { kind: 'text' as const, text: texts.devices.howTheyAreFixed },
            { kind: 'buttons' as const, buttons },
          ]
        : []),
    ],
  }
}

function ringOf([first]: readonly Drift[]): { readonly service: string; readonly ring: string } {
  return { service: first?.service ?? '', ring: first?.environment ?? '' }
}

function tableOf(drifts: readonly Drift[], fixes: DeviceCardFacts['fixes'], texts: Texts): Block {
  const { device, found, since, next } = texts.devices.columns
  return {
    kind: 'table',
    columns: [device, found, since, next],
    rows: drifts
      .slice(0, ROWS_SHOWN)
      .map((drift) => [
        drift.device ?? '',
        foundWords(drift, texts),
        clockTime(drift.foundAt),
        nextWords(drift, fixes, texts),
      ]),
  }
}

function moreThan(count: number, { devices }: Texts): readonly Block[] {
  return count <= ROWS_SHOWN ? [] : [{ kind: 'text', text: devices.more({ count: count - ROWS_SHOWN }) }]
}

/** How a device differs from what it should be; left out, nobody says what that is. */
export function foundWords(
  {
    kind,
    actual = '',
    lastSeen,
    expected,
  }: Pick<Drift, 'kind' | 'actual' | 'lastSeen'> & { expected: { version: string } | undefined },
  { devices: { found } }: Texts,
): string {
  if (expected === undefined) return found.untold({ actual })
  switch (kind) {
    case 'missing':
      return found.missing({ expected: expected.version })
    case 'version':
      return found.version({ actual, expected: expected.version })
    case 'config':
    case 'stopped':
    case 'unhealthy':
      return found[kind]
    case 'unknown':
      return lastSeen === undefined ? found.unclear : found.silent({ since: clockTime(lastSeen) })
  }
}

/** What is done about it, or became of it. */
export function nextWords({ decision, ended }: Drift, fixes: DeviceCardFacts['fixes'], { devices }: Texts): string {
  const words = devices.next
  if (ended) {
    const time = clockTime(ended.at)
    return ended.how === 'replaced' || ended.how === 'gone' ? words[ended.how]({ time }) : words.fixed({ time })
  }
  switch (decision?.do) {
    case undefined:
      return words.inLine
    case 'fix': {
      const task = decision.task ?? ''
      const fix = fixes.get(task)
      if (fix?.endedAt === undefined) return words.fixing({ task })
      return fix.state === 'succeeded' ? words.checking({ task }) : words.failed({ task })
    }
    case 'wait':
      return words[decision.why]({ time: clockTime(decision.until) })
    case 'propose':
      return words.proposed
    case 'escalate':
      return words.escalated[decision.why]
  }
}

/** Buttons for what was proposed; what was left to people has none. */
export function repairButtons(drifts: readonly Drift[], { devices }: Texts): readonly Button[] {
  return drifts
    .flatMap(({ decision, ended, button, device = '' }): readonly Button[] =>
      decision?.do === 'propose' && !ended
        ? [{ id: button, label: devices.button[decision.action]({ device }), style: 'danger' }]
        : [],
    )
    .slice(0, MOST_BUTTONS)
}
