import type { TimelineEntry } from '../../../../adapters/rehearsal/timeline-entry.ts'
import type { Path } from '../../../../config/source.ts'
import type { Card } from '../../../domain/card.ts'
import type { RequestRefused } from '../../../domain/refusal.ts'
import { drawCard, drawForm, placeName } from './draw.ts'
import { describeExpected, missingIn } from './expected-message.ts'
import {
  EXPECTATIONS,
  type ExpectedJob,
  type ExpectedMessage,
  type ExpectedRefusal,
  type ExpectedTell,
  type Step,
} from './transcript-step.ts'

/** What a step led to. */
export interface Outcome {
  readonly happenings: readonly TimelineEntry[]
  readonly jobs: readonly EnqueuedJob[]
  readonly refusals: readonly RequestRefused[]
  /** Commands and requests of workflows, in words. */
  readonly ran: readonly string[]
  /** The version that serves, by `service/environment`. */
  readonly serving: (place: string) => string | undefined
  readonly taskStates: ReadonlyMap<string, string>
  /** What the inventory carried out. */
  readonly orders: readonly string[]
  /** What was done to what runs. */
  readonly effects: readonly string[]
  /** A place as the platform calls it; undefined is where the step was said. */
  readonly placeOf: (where: string | undefined) => string
  readonly idOf: (name: string) => string
}

export type EnqueuedJob = Required<ExpectedJob>

/** An expectation that was not met. */
export interface Miss {
  /** Where in the step it stands. */
  readonly path: Path
  readonly expected: string
  /** What there was instead, as lines. */
  readonly instead: readonly string[]
}

export function checkStep(step: Step, outcome: Outcome): readonly Miss[] {
  if (EXPECTATIONS.every((name) => step[name] === undefined)) return checkUsual(step, outcome)
  return [
    ...(step.replies ? checkReplies(step.replies, outcome) : []),
    ...(step.edits ? checkEdits(step.edits, outcome) : []),
    ...(step.opens ? checkOpened(step.opens, outcome) : []),
    ...(step.tells ? checkTells(step.tells, outcome) : []),
    ...(step.silent ? checkSilence(outcome) : []),
    ...(step.enqueued ? checkJobs(step.enqueued, outcome) : []),
    ...(step.refused ? checkRefusals(step.refused, outcome) : []),
    ...Object.entries(step.deployed ?? {}).flatMap((entry) => checkDeployed(entry, outcome)),
    ...(step.orders ? checkList('orders', step.orders, outcome.orders) : []),
    ...(step.effects ? checkList('effects', step.effects, outcome.effects) : []),
    ...(step.ran ? checkRan(step.ran, outcome) : []),
    ...Object.entries(step.tasks ?? {}).flatMap((entry) => checkTask(entry, outcome)),
  ]
}

/** A step that expects nothing: whoever speaks or presses gets an answer, and nothing else makes the bot post. */
function checkUsual({ says, presses, fills }: Step, outcome: Outcome): readonly Miss[] {
  const asks = says ?? presses ?? fills
  if (!asks) return checkReplies([], outcome)
  if (asks.thenKilled || heard(outcome.happenings).length > 0) return []
  return [{ path: [], expected: 'an answer, or `silent: true`', instead: ['nothing'] }]
}

function checkRan(expected: readonly string[], { ran }: Outcome): readonly Miss[] {
  const isSame = expected.toSorted().join('\n') === ran.toSorted().join('\n')
  return isSame ? [] : [{ path: ['ran'], expected: expected.join(', ') || 'nothing', instead: orNothing(ran) }]
}

type Shown = Extract<TimelineEntry, { kind: 'posted' | 'edited' }>

function shown({ happenings }: Outcome, kind: Shown['kind']): readonly Shown[] {
  return happenings.filter((happening): happening is Shown => happening.kind === kind)
}

/** Places are independent of each other: only within one does the order say something. */
function checkReplies(expected: readonly ExpectedMessage[], outcome: Outcome): readonly Miss[] {
  const posts = Map.groupBy(shown(outcome, 'posted'), ({ place }) => place)
  const wanted = Map.groupBy(
    expected.map((message, index) => ({ message, index })),
    ({ message }) => outcome.placeOf(message.in),
  )
  return [...new Set([...wanted.keys(), ...posts.keys()])].flatMap((place) => {
    const cards = (posts.get(place) ?? []).map(({ card }) => card)
    const messages = wanted.get(place) ?? []
    const misses = messages.flatMap(({ message, index }, turn) =>
      checkCard(message, cards[turn], ['replies', index], place, outcome),
    )
    const more = cards.slice(messages.length)
    return [
      ...misses,
      ...more.map((card) => ({
        path: ['replies'],
        expected: `no more replies in ${placeName(place)}`,
        instead: drawCard(card),
      })),
    ]
  })
}

function checkCard(
  message: ExpectedMessage,
  card: Card | undefined,
  path: Path,
  place: string,
  { idOf, happenings }: Outcome,
): readonly Miss[] {
  const where = `in ${placeName(place)}`
  if (!card) return [{ path, expected: `${describeExpected(message)} ${where}`, instead: summary(happenings) }]
  const missing = missingIn(card, message, idOf)
  return missing.length === 0 ? [] : [{ path, expected: `${missing.join(', ')} ${where}`, instead: drawCard(card) }]
}

/** As with replies, only within a place does the order say something. One that names no place may be in any. */
function checkEdits(expected: readonly ExpectedMessage[], outcome: Outcome): readonly Miss[] {
  const edits = shown(outcome, 'edited')
  const named = new Set(expected.flatMap((message) => (message.in === undefined ? [] : [outcome.placeOf(message.in)])))
  const lastIn = new Map<string, number>()
  for (const [index, message] of expected.entries()) {
    const place = message.in === undefined ? undefined : outcome.placeOf(message.in)
    const fits = edits.filter(
      (edit, at) =>
        at > (lastIn.get(edit.place) ?? -1) &&
        (place === undefined || edit.place === place) &&
        missingIn(edit.card, message, outcome.idOf).length === 0,
    )
    // Those of a place that is named are for who names it.
    const found = fits.find((edit) => place !== undefined || !named.has(edit.place)) ?? fits[0]
    if (!found) {
      const left = edits.filter((edit, at) => at > (lastIn.get(edit.place) ?? -1))
      const instead = left.flatMap(({ card }) => drawCard(card))
      return [
        { path: ['edits', index], expected: `an edit with ${describeExpected(message)}`, instead: orNothing(instead) },
      ]
    }
    lastIn.set(found.place, edits.indexOf(found))
  }
  return []
}

function checkOpened(expected: NonNullable<Step['opens']>, { happenings }: Outcome): readonly Miss[] {
  const opened = happenings.flatMap((one) => (one.kind === 'opened' ? [drawForm(one.form)] : []))
  const met = (words: readonly string[], form = ''): boolean => words.every((text) => form.includes(text))
  if (opened.length === expected.length && expected.every((words, index) => met(words, opened[index]))) return []
  const wanted = expected.map((words) => words.join(', ')).join('; ')
  return [{ path: ['opens'], expected: `forms: ${wanted || 'none'}`, instead: orNothing(opened) }]
}

function checkTells(expected: readonly ExpectedTell[], { happenings, idOf }: Outcome): readonly Miss[] {
  const told = happenings.filter((happening) => happening.kind === 'told')
  const misses = expected.flatMap(({ to, contains, lacks }, index): readonly Miss[] => {
    const tell = told[index]
    const met =
      tell !== undefined &&
      (to === undefined || tell.to === idOf(to)) &&
      contains.every((text) => tell.text.includes(text)) &&
      !lacks.some((text) => tell.text.includes(text))
    const expects = [...contains.map((text) => `“${text}”`), ...lacks.map((text) => `no “${text}”`)].join(', ')
    return met
      ? []
      : [
          {
            path: ['tells', index],
            expected: `${to ?? 'the person'} alone is told ${expects}`,
            instead: orNothing(tell ? [tell.text] : []),
          },
        ]
  })
  const more = told
    .slice(expected.length)
    .map(({ text }) => ({ path: ['tells'], expected: 'nobody is told more', instead: [text] }))
  return [...misses, ...more]
}

function checkSilence({ happenings }: Outcome): readonly Miss[] {
  const instead = summary(happenings)
  return heard(happenings).length === 0 ? [] : [{ path: ['silent'], expected: 'the bot says nothing', instead }]
}

function checkJobs(expected: readonly ExpectedJob[], { jobs }: Outcome): readonly Miss[] {
  const met =
    jobs.length === expected.length &&
    expected.every((job, index) =>
      Object.entries(job).every(
        ([key, value]) => value === undefined || jobs[index]?.[key as keyof ExpectedJob] === value,
      ),
    )
  const lines = (list: readonly ExpectedJob[]): readonly string[] =>
    list.map((job) => Object.values(job).filter(Boolean).join(' '))
  return met
    ? []
    : [
        {
          path: ['enqueued'],
          expected: `work: ${lines(expected).join('; ') || 'none'}`,
          instead: orNothing(lines(jobs)),
        },
      ]
}

function checkList(name: string, expected: readonly string[], there: readonly string[]): readonly Miss[] {
  if (expected.length === there.length && expected.every((one, index) => one === there[index])) return []
  return [{ path: [name], expected: `${name}: ${expected.join('; ') || 'none'}`, instead: orNothing(there) }]
}

function checkRefusals(expected: readonly ExpectedRefusal[], { refusals, idOf }: Outcome): readonly Miss[] {
  const met = ({ by, contains, ...columns }: ExpectedRefusal, refusal: RequestRefused | undefined): boolean =>
    refusal !== undefined &&
    (by === undefined || refusal.by === idOf(by)) &&
    contains.every((text) => refusal.reason.includes(text)) &&
    Object.entries(columns).every(
      ([key, value]) => value === undefined || refusal[key as keyof RequestRefused] === value,
    )
  if (refusals.length === expected.length && expected.every((one, index) => met(one, refusals[index]))) return []
  const lines = refusals.map(({ type: _, thread: __, ...refusal }) => JSON.stringify(refusal))
  const wanted = expected.map((one) => JSON.stringify(one)).join('; ')
  return [{ path: ['refused'], expected: `refusals in the log: ${wanted || 'none'}`, instead: orNothing(lines) }]
}

function checkDeployed([place, version]: readonly [string, string], { serving }: Outcome): readonly Miss[] {
  const there = serving(place) ?? 'nothing'
  return there === version ? [] : [{ path: ['deployed', place], expected: `${version} on ${place}`, instead: [there] }]
}

function checkTask([task, state]: readonly [string, string], { taskStates }: Outcome): readonly Miss[] {
  const there = taskStates.get(task) ?? 'no such task'
  return there === state ? [] : [{ path: ['tasks', task], expected: `${task} ${state}`, instead: [there] }]
}

type FromBot = Extract<TimelineEntry, { kind: 'posted' | 'edited' | 'opened' | 'told' }>

function heard(happenings: readonly TimelineEntry[]): readonly FromBot[] {
  return happenings.filter(
    (happening): happening is FromBot =>
      happening.kind === 'posted' ||
      happening.kind === 'edited' ||
      happening.kind === 'opened' ||
      happening.kind === 'told',
  )
}

/** Everything the bot said in the step. */
function summary(happenings: readonly TimelineEntry[]): readonly string[] {
  return orNothing(
    heard(happenings).flatMap((happening) => {
      if (happening.kind === 'told') return [`(told) ${happening.text}`]
      if (happening.kind === 'opened') return [drawForm(happening.form)]
      return [`${placeName(happening.place)} (${happening.kind})`, ...drawCard(happening.card)]
    }),
  )
}

const orNothing = (lines: readonly string[]): readonly string[] => (lines.length > 0 ? lines : ['nothing'])
