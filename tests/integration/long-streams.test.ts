import { expect, test } from 'vitest'
import { rememberLongStreams } from '../../adapters/store/long-streams.ts'
import type { Stored } from '../../src/domain/event.ts'

type Noted = { readonly type: 'noted' }

/** Streams of so many events each, and what was asked of them. */
function world(lengths: Record<string, number>) {
  const asked: [stream: string, version: number][] = []
  const event = (stream: string, version: number): Stored<Noted> => ({
    id: `${stream}-${version}`,
    position: version,
    stream,
    version,
    body: { type: 'noted' },
    correlationId: 'test',
    actor: 'test',
    at: '2026-03-02T09:00:00.000Z',
  })
  const streams = rememberLongStreams<Noted>(async (stream, version) => {
    asked.push([stream, version])
    const length = lengths[stream] ?? 0
    return Array.from({ length: Math.max(0, length - version) }, (_, index) => event(stream, version + index + 1))
  })
  const versionsOf = async (stream: string) => (await streams.read(stream)).map(({ version }) => version)
  return { asked, versionsOf, forget: streams.forget, lengths }
}

const upTo = (length: number): readonly number[] => Array.from({ length }, (_, index) => index + 1)

test('of a long stream only what came since the last time is read, and it is whole all the same', async () => {
  const { asked, versionsOf, lengths } = world({ place: 150 })
  expect(await versionsOf('place')).toEqual(upTo(150))
  lengths.place = 152
  expect(await versionsOf('place')).toEqual(upTo(152))
  expect(await versionsOf('place')).toEqual(upTo(152))
  expect(asked).toEqual([
    ['place', 0],
    ['place', 150],
    ['place', 152],
  ])
})

test('a short stream is read each time', async () => {
  const { asked, versionsOf } = world({ run: 99 })
  await versionsOf('run')
  expect(await versionsOf('run')).toEqual(upTo(99))
  expect(asked).toEqual([
    ['run', 0],
    ['run', 0],
  ])
})

test('what was read longest ago is forgotten first, and everything on demand', async () => {
  const { asked, versionsOf, forget } = world({ first: 15_000, second: 15_000 })
  await versionsOf('first')
  await versionsOf('second')
  await versionsOf('first')
  expect(asked.at(-1)).toEqual(['first', 0])
  forget()
  await versionsOf('first')
  expect(asked.at(-1)).toEqual(['first', 0])
})
