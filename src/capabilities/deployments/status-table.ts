import { downTitle } from '../../cards/down-words.ts'
import { healthWords } from '../../cards/health-words.ts'
import { unansweredBlock } from '../../cards/unanswered-words.ts'
import { ago } from '../../cards/words.ts'
import type { Block, Card } from '../../domain/card.ts'
import type { EnvironmentState } from '../../domain/environment.ts'
import type { Selection, Standing } from '../../queries/worst-first.ts'
import type { Texts } from '../../texts/texts.ts'

/** A place with what was put there last. */
export interface Live extends Standing {
  readonly state: EnvironmentState | undefined
}

/** In a file. More places are counted only. */
const MOST_IN_FILE = 500

/**
 * What is live at several places. Where they are many, the worst are shown, and the others are in a file.
 * @param selection Those of all that are shown.
 */
export function statusTable(all: readonly Live[], selection: Selection<Live>, now: Date, texts: Texts): Card {
  const { shown, rest, others, othersInShort } = selection
  const { fields: labels } = texts.deployments
  const down = all.filter(({ isDown }) => isDown)
  const unhealthy = all.filter(({ health }) => health.state === 'unhealthy').length
  const serving = all.filter(({ health }) => health.state !== 'nothing-deployed').length
  const stopped = all.filter(isStopped).length
  const live = stopped > 0 ? texts.deployments.whatIsLiveAndStopped({ stopped }) : texts.deployments.whatIsLive
  const told = unhealthy > 0 ? texts.health.unhealthyOf({ unhealthy, serving }) : live
  return {
    title: down.length > 0 ? downTitle(down, texts) : told,
    tone: down.length > 0 || unhealthy > 0 ? 'danger' : 'neutral',
    blocks: [
      ...(rest === undefined ? [] : [{ kind: 'text' as const, text: rest }]),
      ...unansweredBlock(all, texts),
      {
        kind: 'table',
        columns: [labels.service, labels.environment, labels.version, labels.health, labels.since, labels.changingNow],
        rows: shown.map((live) => rowOf(live, now, texts)),
      },
      ...(othersInShort === undefined ? [] : [fileOf(others, othersInShort, now, texts)]),
    ],
  }
}

function rowOf(live: Live, now: Date, texts: Texts): readonly string[] {
  return [
    live.service,
    live.environment,
    versionOf(live, texts),
    healthState(live, texts),
    live.state?.current && !isNotRunning(live) ? ago(live.state.current.at, now, texts) : '–',
    live.state?.holder ?? '',
  ]
}

function fileOf(others: readonly Live[], preview: string, now: Date, texts: Texts): Block {
  const lines = others.slice(0, MOST_IN_FILE).map((live) => rowOf(live, now, texts).join('  ').trimEnd())
  const left = others.length - lines.length
  const text = [...lines, ...(left > 0 ? [texts.health.more({ count: left })] : [])].join('\n')
  return { kind: 'file', name: 'status.txt', text, preview }
}

/** Its release is the one that should serve, and nothing runs. */
const isNotRunning = ({ state, health }: Live): boolean =>
  state?.current !== undefined && health.state === 'nothing-deployed'

/** Somebody wanted that. */
const isStopped = (live: Live): boolean => isNotRunning(live) && !live.isDown

function versionOf(live: Live, { deployments }: Texts): string {
  const version = live.state?.current?.release.version
  if (version === undefined) return '–'
  return isNotRunning(live) ? deployments.notServing({ version }) : version
}

function healthState({ health, isDown, differs = false }: Live, texts: Texts): string {
  const { states } = texts.health
  if (isDown) return states.down
  if (differs && health.state === 'healthy') return healthWords(health, texts)
  if (health.state === 'nothing-deployed') return health.isIntended ? states.stopped : '–'
  return states[health.state]
}
