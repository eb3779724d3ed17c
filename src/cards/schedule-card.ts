import type { Block, Card } from '../domain/card.ts'
import type { UserId } from '../domain/ids.ts'
import type { Zone } from '../domain/local-time.ts'
import type { Schedule } from '../domain/schedule.ts'
import { momentWords } from '../texts/moment-words.ts'
import { planTitle } from '../texts/plan-words.ts'
import type { Texts } from '../texts/texts.ts'
import { versionChange } from '../texts/version-change.ts'
import { withMoments } from './moments.ts'
import { clockTime } from './words.ts'

/** The one message of a scheduled deployment, edited when its time has come. */
export function scheduleCard(schedule: Schedule, nameOf: (user: UserId) => string, zone: Zone, texts: Texts): Card {
  const own = schedule.zone ?? zone
  const { at, state } = schedule
  return withMoments(asCard(schedule, nameOf, own, texts), [at, 'at' in state ? state.at : undefined], own)
}

function asCard(schedule: Schedule, nameOf: (user: UserId) => string, zone: Zone, texts: Texts): Card {
  const { task, plan, at, by, state, button, brokeGlass } = schedule
  const words = texts.gates.schedule
  const open = state.kind === 'open'
  const text = open ? words.checkedThen : endSentence(schedule, nameOf, texts)
  const buttons: readonly Block[] = open
    ? [{ kind: 'buttons', buttons: [{ id: button, label: words.cancel, style: 'plain' }] }]
    : []
  return {
    title: words.title({ title: planTitle(plan, texts) }),
    tone: brokeGlass ? 'danger' : open ? 'progress' : 'neutral',
    blocks: [
      {
        kind: 'fields',
        fields: [
          { label: words.when, value: momentWords(at, zone) },
          { label: words.version, value: versionChange(plan, texts) },
          { label: words.strategy, value: plan.strategy },
          { label: words.askedBy, value: nameOf(by) },
        ],
      },
      ...(brokeGlass ? [{ kind: 'text' as const, text: texts.changes.run.brokeGlass(brokeGlass) }] : []),
      { kind: 'text', text },
      ...buttons,
    ],
    footnote: task,
  }
}

/** Told so that its person hears of it: what was to start did not. */
export function scheduleStoppedCard({ task, plan, by, state }: Schedule, texts: Texts): Card | undefined {
  if (state.kind !== 'stopped') return undefined
  return {
    title: texts.gates.schedule.notStarted({ title: planTitle(plan, texts) }),
    tone: 'warning',
    mention: by,
    blocks: [{ kind: 'text', text: state.reason }],
    footnote: task,
  }
}

function endSentence(
  { state }: Schedule,
  nameOf: (user: UserId) => string,
  { gates: { schedule: words } }: Texts,
): string {
  switch (state.kind) {
    case 'open':
      return words.checkedThen
    case 'started':
      return words.started({ time: clockTime(state.at) })
    case 'cancelled':
      return words.cancelled({ by: nameOf(state.by), time: clockTime(state.at) })
    case 'asked-again':
      return words.askedAgain(state)
    case 'stopped':
      return words.stopped(state)
  }
}
