import { expect, test } from 'vitest'
import type { Stored } from '../../src/domain/event.ts'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import {
  changeFrom,
  confirmationFrom,
  driftFrom,
  followFrom,
  lockFrom,
  questionFrom,
  runFrom,
  scheduleFrom,
} from '../../src/domain/histories.ts'
import { foldAll, readStoredLog, storedLogs } from '../support/stored-logs.ts'

/* During an upgrade a newer process appends events that this version has never heard of, to streams that it knows. */

type Event = Stored<ShipmateEvent>

/** After each event, one of the same subject that only a later version knows. */
const withNewer = (events: readonly Event[]): readonly Event[] => events.flatMap((event) => [event, newerThan(event)])

function newerThan(event: Event): Event {
  const type = event.body.type.replace(/[^.]+$/, 'imagined')
  return { ...event, id: `newer-${event.id}`, body: { ...event.body, type } as unknown as ShipmateEvent }
}

test.each(storedLogs)('documents are the same with events of a newer version among them: %s', (name) => {
  const events = readStoredLog(name)
  expect(foldAll(withNewer(events))).toEqual(foldAll(events))
})

const FOLDS = [
  ['run-', runFrom],
  ['confirmation-', confirmationFrom],
  ['change-', changeFrom],
  ['question-', questionFrom],
  ['environment-', lockFrom],
  ['drift-', driftFrom],
  ['schedule-', scheduleFrom],
  ['follow-', followFrom],
] as const

test('streams are the same with events of a newer version among them', () => {
  const streams = storedLogs.flatMap((name) => [...Map.groupBy(readStoredLog(name), ({ stream }) => stream)])
  const folded = streams.flatMap(([stream, events]) =>
    FOLDS.filter(([prefix]) => stream.startsWith(prefix)).map(([, fold]) => {
      expect(fold(withNewer(events)), stream).toEqual(fold(events))
      return stream
    }),
  )
  expect(folded.length).toBeGreaterThan(20)
})
