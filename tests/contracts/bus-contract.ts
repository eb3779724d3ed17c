import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Bus } from '../../src/ports/bus.ts'
import { freshName } from '../support/databases.ts'

/** Two under one name are two processes, where the bus can have several. */
export type OpenBus = (name: string, onError: (error: unknown) => void) => Promise<Bus>

const PATIENT = { timeout: 10_000, interval: 5 }

export function busContract(open: OpenBus, processes: 1 | 2): void {
  let name: string
  let buses: Bus[]
  let faults: unknown[]

  beforeEach(() => {
    name = freshName()
    buses = []
    faults = []
  })
  afterEach(async () => {
    await Promise.all(buses.map((bus) => bus.close()))
  })
  const opened = async (called = name): Promise<Bus> => {
    const bus = await open(called, (error) => faults.push(error))
    buses.push(bus)
    return bus
  }
  /** One that speaks and one that listens, in two processes where that is possible. */
  const pair = async (): Promise<readonly [Bus, Bus]> => {
    const one = await opened()
    return processes === 1 ? [one, one] : [one, await opened()]
  }
  /** What a pattern heard, until the last of these topics came, which a second subscription makes sure of. */
  const heardBy = async (pattern: string, topics: readonly string[]): Promise<readonly string[]> => {
    const [speaker, listener] = await pair()
    const heard: string[] = []
    const ended = Promise.withResolvers<void>()
    const subscriptions = [
      listener.subscribe(pattern, ({ topic }) => void heard.push(topic)),
      listener.subscribe('the.end', () => ended.resolve()),
    ]
    await Promise.all(subscriptions.map(({ listening }) => listening))
    for (const topic of [...topics, 'the.end']) await speaker.publish(topic, {})
    await ended.promise
    return heard
  }

  test('a message is heard with its topic and all its data', async () => {
    const [speaker, listener] = await pair()
    const heard = Promise.withResolvers<unknown>()
    await listener.subscribe('run.step.started', heard.resolve).listening
    const data = { id: 'e-1', position: 7, text: 'it’s “done”\u0000 🚢', nested: { list: [1, null, true] } }
    await speaker.publish('run.step.started', data)
    expect(await heard.promise).toEqual({ topic: 'run.step.started', data })
  })

  test.each([
    ['cicd.deploy.completed', ['cicd.deploy.completed']],
    ['cicd.*.completed', ['cicd.build.completed', 'cicd.deploy.completed']],
    ['cicd.*', []],
    ['cicd.>', ['cicd.build.completed', 'cicd.deploy.completed', 'cicd.deploy.failed']],
    ['*.*.completed', ['cicd.build.completed', 'cicd.deploy.completed', 'run.step.completed']],
    ['run.*.>', ['run.step.completed']],
    ['run.step.completed.>', []],
  ])('%s hears just what it matches, in order', async (pattern, expected) => {
    const topics = ['cicd.build.completed', 'cicd.deploy.completed', 'cicd.deploy.failed', 'run.step.completed', 'run']
    expect(await heardBy(pattern, topics)).toEqual(expected)
  })

  test('everything is heard by >', async () => {
    expect(await heardBy('>', ['a', 'a.b', 'c.d.e'])).toEqual(expect.arrayContaining(['a', 'a.b', 'c.d.e']))
  })

  test('each of several listeners hears it once', async () => {
    const [speaker, listener] = await pair()
    const heard: string[] = []
    const listeners = [speaker, listener].map((bus, index) => bus.subscribe('a.*', () => void heard.push(`${index}`)))
    await Promise.all(listeners.map(({ listening }) => listening))
    await speaker.publish('a.b', {})
    await vi.waitFor(() => expect(heard.toSorted()).toEqual(['0', '1']), PATIENT)
  })

  test('who has stopped listening hears nothing more', async () => {
    const [speaker, listener] = await pair()
    const heard: unknown[] = []
    const stopped = listener.subscribe('a.b', () => void heard.push('stopped'))
    const goesOn = listener.subscribe('a.b', () => void heard.push('goes on'))
    await Promise.all([stopped.listening, goesOn.listening])
    stopped.stop()
    await speaker.publish('a.b', {})
    await vi.waitFor(() => expect(heard).toEqual(['goes on']), PATIENT)
  })

  test('what a listener throws is reported, and others hear the message all the same', async () => {
    const [speaker, listener] = await pair()
    const heard = Promise.withResolvers<unknown>()
    const listeners = [
      listener.subscribe('a.b', () => {
        throw new Error('listener is broken')
      }),
      listener.subscribe('a.b', heard.resolve),
    ]
    await Promise.all(listeners.map(({ listening }) => listening))
    await speaker.publish('a.b', {})
    await heard.promise
    await vi.waitFor(() => expect(faults.map(String)).toContain('Error: listener is broken'), PATIENT)
  })

  test('what is published while nobody listens is not heard later', async () => {
    const [speaker, listener] = await pair()
    await speaker.publish('a.b', { when: 'before' })
    const heard: unknown[] = []
    await listener.subscribe('a.b', ({ data }) => void heard.push(data.when)).listening
    await speaker.publish('a.b', { when: 'after' })
    await vi.waitFor(() => expect(heard).toEqual(['after']), PATIENT)
  })

  test('under another name nothing is heard', async () => {
    const [one, other] = [await opened(), await opened(freshName())]
    const heard: string[] = []
    const listeners = [
      one.subscribe('a.b', () => void heard.push('one')),
      other.subscribe('a.b', () => void heard.push('other')),
    ]
    await Promise.all(listeners.map(({ listening }) => listening))
    await other.publish('a.b', {})
    await vi.waitFor(() => expect(heard).toEqual(['other']), PATIENT)
  })

  test('a topic or pattern that is none is refused, with an example', async () => {
    const bus = await opened()
    for (const topic of ['', 'a..b', 'a.*', '>', 'a b']) {
      await expect(bus.publish(topic, {})).rejects.toThrow(TypeError)
    }
    for (const pattern of ['', 'a.>.b', 'a*', '.a', 'a.']) {
      expect(() => bus.subscribe(pattern, () => {})).toThrow(TypeError)
    }
  })
}
