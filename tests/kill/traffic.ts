import { Agent } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { servedVersion } from '../../src/app/commands/demo/traffic.ts'

/** A user of the service who asks again and again, whatever happens to the bot. */
export interface Traffic {
  /** Why requests failed since the last time this was asked. */
  failures(): readonly string[]
  stop(): Promise<void>
}

/** Often enough to meet every gap, seldom enough to leave the machine to the bot. */
const PAUSE_MS = 15

export function startTraffic(url: string): Traffic {
  // A connection kept alive must survive a switch, and leaves the ports of this machine to the bots.
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  let failed: string[] = []
  let stopped = false
  const user = (async () => {
    while (!stopped) {
      await servedVersion(url, agent).catch((error: unknown) => failed.push(String(error)))
      await sleep(PAUSE_MS)
    }
  })()
  return {
    failures() {
      const found = failed
      failed = []
      return found
    },
    async stop() {
      stopped = true
      await user
      agent.destroy()
    },
  }
}
