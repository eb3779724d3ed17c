import { expect, test } from 'vitest'
import { createGates } from '../../adapters/rehearsal/gates.ts'
import { createHandClock } from '../../adapters/rehearsal/hand-clock.ts'
import { createPlatform } from '../../adapters/rehearsal/platform.ts'
import { startLifetime } from '../../adapters/rehearsal/process-lifetime.ts'
import { createRepository } from '../../adapters/rehearsal/repository.ts'
import type { Inbox } from '../../src/ports/chat-platform.ts'

const START = new Date('2026-03-02T09:00:00Z')
const later = (ms: number): Date => new Date(START.getTime() + ms)

test('alarms ring in the order of their moments, and not before', () => {
  const clock = createHandClock(START)
  const rung: string[] = []
  clock.at(later(30), () => rung.push('third'))
  clock.at(later(10), () => rung.push('first'))
  const callOff = clock.at(later(15), () => rung.push('called off'))
  clock.at(later(20), () => rung.push('second'))
  callOff()
  clock.moveTo(later(9))
  expect(rung).toEqual([])
  clock.moveTo(later(20))
  expect(rung).toEqual(['first', 'second'])
  expect(clock.next()).toEqual(later(30))
})

test('an alarm for a moment that is past rings at the next move, however small', () => {
  const clock = createHandClock(START)
  let rung = 0
  clock.at(later(-5), () => rung++)
  expect(clock.next()).toEqual(START)
  clock.moveTo(clock.now())
  expect(rung).toBe(1)
})

test('after its life has ended a part does nothing and answers nothing', async () => {
  const life = startLifetime()
  const done: string[] = []
  const part = life.bind({
    write: async (text: string) => done.push(text),
    inner: { write: async () => done.push('inner') },
  })
  await part.write('before')
  life.kill()
  const after = Promise.race([part.write('after'), part.inner.write(), Promise.resolve('nothing')])
  expect(await after).toBe('nothing')
  expect(done).toEqual(['before'])
})

test('work waits at a closed gate until it is let go or called off', async () => {
  const gates = createGates()
  gates.hold('deploy')
  const calledOff = new AbortController()
  const first = gates.pass('deploy', calledOff.signal)
  const second = gates.pass('deploy')
  expect(gates.held).toBe(2)
  calledOff.abort()
  expect(await first).toBe('aborted')
  gates.letGo()
  expect(await second).toBe('passed')
  expect(gates.held).toBe(0)
})

test('a repository has the commits its script tells of, always the same', () => {
  const script = {
    versions: ['v1', 'v2'],
    commits: { v2: ['Begin', 'Finish'] },
    files: {},
    authors: {},
    branches: { fix: 'v1' },
  }
  const repository = createRepository('shop', script)
  const [v1, v2] = [repository.find('v1'), repository.find('latest')]
  expect(v2).toEqual(createRepository('shop', script).find('v2'))
  expect(repository.find('fix')).toEqual(v1)
  expect(repository.find(v1?.sha.slice(0, 7) ?? '')).toEqual(v1)
  expect(repository.between(v1?.sha, v2?.sha ?? '').map(({ subject }) => subject)).toEqual(['Finish', 'Begin'])
  repository.move('fix', 'Something new')
  expect(repository.between(v1?.sha, repository.find('fix')?.sha ?? '').map(({ subject }) => subject)).toEqual([
    'Something new',
  ])
  expect(repository.find('--help')).toBeUndefined()
})

test('a message is posted once under its key, even when the bot never learned of it', async () => {
  const posts: string[] = []
  const platform = createPlatform(
    'slack',
    { groups: new Map(), standings: new Map(), groupNames: new Map() },
    false,
    (what) => posts.push(what.kind),
  )
  const silent: Inbox = {
    message: async () => {},
    edited: async () => {},
    deleted: async () => {},
    press: async () => ({}),
    form: async () => ({}),
    named: async () => {},
    suggest: async () => [],
    home: async () => [],
    examples: async () => [],
  }
  const chat = platform.connect(silent)
  const post = () =>
    chat.post({ kind: 'thread', thread: 'slack:#ops/1' }, { tone: 'neutral', blocks: [] }, { key: 'k', mayExist: true })
  platform.state = 'loses-answers'
  await expect(post()).rejects.toThrow('slack answered nothing')
  platform.state = 'up'
  expect(await post()).toBe('slack:message-1')
  expect(posts).toEqual(['posted'])
})
