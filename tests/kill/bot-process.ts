import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { stopAll } from '../../adapters/local-host/host-client.ts'
import { createLogger } from '../../adapters/logging/logger.ts'
import { createBullQueue } from '../../adapters/queue/bull-queue.ts'
import { type App, startApp } from '../../src/app/start-app.ts'
import { observe } from '../../src/app/wiring/observing.ts'
import { botConfig } from './bot-config.ts'
import type { Answered, Asked, BotSettings, LoggedEvent } from './bot-questions.ts'
import { createKillPoints, wrapWith } from './kill-points.ts'
import { plantable } from './plants.ts'

/** The real bot in a process that is made to be killed. It says when it is ready and then answers its parent. */
const settings = JSON.parse(process.argv[2] ?? '') as BotSettings
const { folder, ports } = settings
const points = createKillPoints(join(folder, 'killed-at'))

const withPoints = wrapWith(points)
const queue =
  settings.queue &&
  (await createBullQueue({
    ...settings.queue,
    on: { kind: 'redis', url: settings.queue.url },
    onError: () => undefined,
  }))

const config = botConfig(settings)
const log = createLogger({ level: 'info', file: join(folder, 'bot.log'), secrets: [] })
const observing = await observe(config, '0', log)
const app = await startApp({
  config,
  log,
  observing,
  samplePorts: ports,
  wrap: (name, part) =>
    withPoints(name, name === 'queue' && queue ? (queue as typeof part) : plantable(folder, name, part)),
})

process.on('message', (asked: Asked) => {
  answer(app, asked).then(
    (found) => tell({ number: asked.number, answer: found }),
    (error: unknown) => tell({ number: asked.number, fault: String(error) }),
  )
})
process.once('SIGTERM', async () => {
  await app.stop()
  await observing.stop()
  process.exit()
})
// A parent that was itself killed leaves nothing behind.
process.once('disconnect', async () => {
  await app.stop()
  await stopAll(folder)
  process.exit()
})
tell({ number: 0, answer: 'ready' })

function tell(answered: Answered): void {
  process.send?.(answered)
}

async function answer(running: App, asked: Asked): Promise<unknown> {
  switch (asked.what) {
    case 'arm':
      points.arm(asked.at)
      return null
    case 'quiet':
      await quiet(running)
      return null
    case 'events':
      return eventsAfter(running, asked.after)
  }
}

async function quiet({ bot, queue: configured }: App): Promise<void> {
  for (;;) {
    await bot.settled()
    const { waiting, active } = await (queue ?? configured).depth()
    if (waiting + active === 0) return
    await sleep(20)
  }
}

async function eventsAfter({ store }: App, after: number): Promise<readonly LoggedEvent[]> {
  const events: LoggedEvent[] = []
  for (;;) {
    const more = await store.readAll(events.at(-1)?.position ?? after, 500)
    if (more.length === 0) return events
    events.push(...more.map(({ position, body }) => ({ position, type: body.type })))
  }
}
