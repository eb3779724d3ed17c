import type { OwnFacts } from './facts.ts'

export const ALERTS = [
  'database-down',
  'queue-down',
  'queue-lag',
  'slow-answers',
  'chat-away',
  'worker-lost',
  'no-worker',
  'model-resting',
] as const
export type AlertName = (typeof ALERTS)[number]

/** `critical`: people wait for something that does not come. */
export type Severity = 'critical' | 'warning'

export interface Alert {
  readonly alert: AlertName
  readonly severity: Severity
  /** Which of them, where there may be several: a chat, a worker, a model, a kind of step. Empty otherwise. */
  readonly about: string
  readonly sentence: string
  /** What to do. */
  readonly remedy: string
}

/** Milliseconds, from which on something is worth an alert. */
export interface Thresholds {
  readonly stepWaitsMs: number
  readonly answerTakesMs: number
  readonly answerTakesFarTooLongMs: number
  readonly chatAwayMs: number
}

export const THRESHOLDS: Thresholds = {
  // A worker takes a step within a second; one that has all hands full may be busy for minutes.
  stepWaitsMs: 60_000,
  answerTakesMs: 20_000,
  answerTakesFarTooLongMs: 60_000,
  // Slack asks every few hours to connect again, which takes seconds.
  chatAwayMs: 30_000,
}

/** What is wrong with the bot itself, the worst first; empty when all is well. */
export function alertsOf(facts: OwnFacts, thresholds: Thresholds = THRESHOLDS): readonly Alert[] {
  const found = [
    ...databaseAlerts(facts),
    ...queueAlerts(facts, thresholds),
    ...answerAlerts(facts, thresholds),
    ...chatAlerts(facts, thresholds),
    ...workerAlerts(facts),
    ...modelAlerts(facts),
  ]
  return [...found.filter(isCritical), ...found.filter((one) => !isCritical(one))]
}

const isCritical = ({ severity }: Alert): boolean => severity === 'critical'

function databaseAlerts({ database }: OwnFacts): readonly Alert[] {
  if (database === 'works') return []
  const sentence = 'The database does not answer, or takes nothing. Nothing new is accepted.'
  return [critical('database-down', '', sentence, 'See /ready, and whether its disk is full.')]
}

function queueAlerts({ queue, waitingSteps, untaken }: OwnFacts, { stepWaitsMs }: Thresholds): readonly Alert[] {
  if (!queue)
    return [critical('queue-down', '', 'The job queue does not answer. Accepted work waits in the log.', 'See /ready.')]
  // What nobody takes is told with its kind.
  if (waitingSteps.oldestMs < stepWaitsMs || untaken.length > 0) return []
  const { count, oldestMs } = waitingSteps
  const sentence = `${steps(count)} ${count === 1 ? 'waits' : 'wait'} for a worker; the longest for ${seconds(oldestMs)}.`
  return [warning('queue-lag', '', sentence, 'Start another worker, or raise worker.concurrency.')]
}

function answerAlerts({ unanswered }: OwnFacts, thresholds: Thresholds): readonly Alert[] {
  const { count, oldestMs } = unanswered
  if (oldestMs < thresholds.answerTakesMs) return []
  const messages = count === 1 ? '1 message has' : `${count} messages have`
  const sentence = `${messages} no answer yet; the oldest for ${seconds(oldestMs)}.`
  const make = oldestMs < thresholds.answerTakesFarTooLongMs ? warning : critical
  return [make('slow-answers', '', sentence, 'Look for slow models in /metrics, and for faults in the log.')]
}

function chatAlerts({ chats }: OwnFacts, { chatAwayMs }: Thresholds): readonly Alert[] {
  return chats
    .filter(({ awayMs }) => awayMs >= chatAwayMs)
    .map(({ name, awayMs }) => {
      const sentence = `${name} has not been connected for ${seconds(awayMs)}. People there get no answer.`
      return critical(
        'chat-away',
        name,
        sentence,
        'The bot keeps trying. Check the network and its token: shipmate doctor.',
      )
    })
}

function workerAlerts({ workers, untaken }: OwnFacts): readonly Alert[] {
  const live = new Set(workers.filter(({ state }) => state === 'live').map(called))
  const lost = workers.filter((worker) => worker.state === 'lost' && !live.has(called(worker)))
  return [
    ...untaken.map((kind) => {
      const sentence = `No worker takes steps of the kind ${kind}, and work of that kind waits.`
      return critical('no-worker', kind, sentence, `Start a worker that takes ${kind}.`)
    }),
    ...lost.map((worker) => {
      const had = worker.inHand === 0 ? '' : ` It had ${steps(worker.inHand)} in hand; another worker continues.`
      const sentence = `Worker ${called(worker)} was last seen ${seconds(worker.lastSeenMs)} ago.${had}`
      return warning('worker-lost', called(worker), sentence, 'Look at its log on that machine, and start it again.')
    }),
  ]
}

/** One that was started again on its machine is no longer missed. */
const called = ({ name, host }: OwnFacts['workers'][number]): string => `${name} on ${host}`

function modelAlerts({ restingModels }: OwnFacts): readonly Alert[] {
  return restingModels.map((model) => {
    const sentence = `${model} failed so often that it is left alone for half a minute. Rules or the next model stand in.`
    return warning('model-resting', model, sentence, 'shipmate doctor asks it once.')
  })
}

const steps = (count: number): string => (count === 1 ? '1 step' : `${count} steps`)

function seconds(ms: number): string {
  const whole = Math.round(ms / 1_000)
  return whole < 120 ? `${whole} s` : `${Math.round(whole / 60)} min`
}

const made =
  (severity: Severity) =>
  (alert: AlertName, about: string, sentence: string, remedy: string): Alert => ({
    ...{ alert, severity, about, sentence, remedy },
  })
const critical = made('critical')
const warning = made('warning')
