import { expect, test } from 'vitest'
import type { ClosableChartPainter } from '../../adapters/charts/chart-painter.ts'
import type { AppOptions, Outside } from '../../src/app/start-app.ts'
import type { ConnectedChat } from '../../src/ports/chat-platform.ts'
import { startRunningBot } from './running-bot.ts'

/** Says when chats and the painter of charts end. */
function noting(ended: string[]): NonNullable<AppOptions['wrap']> {
  const chat = (one: ConnectedChat): ConnectedChat => ({
    ...one,
    async stop() {
      await one.stop()
      ended.push(one.name)
    },
  })
  const painter: ClosableChartPainter = {
    paint: () => Promise.reject(new Error('nobody asks for a chart')),
    close: () => void ended.push('painter'),
  }
  return (name, part) => {
    const parts: Partial<Outside> = {
      painter,
      ...(name === 'platforms' && { platforms: (part as readonly ConnectedChat[]).map(chat) }),
    }
    return (parts[name] as typeof part | undefined) ?? part
  }
}

test('the painter of charts ends with the bot, after the chats that have pictures drawn', async () => {
  const ended: string[] = []
  const bot = await startRunningBot({ env: {}, owner: 'web:ana', wrap: noting(ended) })
  await bot.restart()
  expect(ended).toEqual(['web', 'painter'])
  await bot.close()
  expect(ended).toEqual(['web', 'painter', 'web', 'painter'])
})
