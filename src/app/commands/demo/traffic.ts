import { Agent, get } from 'node:http'

/** People using a service while it is being changed: requests one after another over connections kept alive. */
export interface Traffic {
  /** Ends it. `failed` counts answers other than 200 and connections that broke. */
  stop(): Promise<{ readonly sent: number; readonly failed: number; readonly versions: readonly string[] }>
}

const USERS = 4

export function startTraffic(url: string): Traffic {
  const agent = new Agent({ keepAlive: true, maxSockets: USERS })
  const versions: string[] = []
  let sent = 0
  let failed = 0
  let stopped = false
  const user = async (): Promise<void> => {
    while (!stopped) {
      sent++
      const version = await servedVersion(url, agent).catch(() => undefined)
      if (version === undefined) failed++
      else if (!versions.includes(version)) versions.push(version)
    }
  }
  const users = Array.from({ length: USERS }, user)
  return {
    async stop() {
      stopped = true
      await Promise.all(users)
      agent.destroy()
      return { sent, failed, versions }
    },
  }
}

/** The version that the sample service says it is; rejects unless it answers 200. */
export function servedVersion(url: string, agent?: Agent): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const request = get(url, { ...(agent && { agent }) }, async (response) => {
    try {
      const body = (await response.setEncoding('utf8').toArray()).join('')
      if (response.statusCode !== 200) throw new Error(`answered ${response.statusCode}`)
      resolve(String(JSON.parse(body).version))
    } catch (error) {
      reject(error)
    }
  })
  request.on('error', reject)
  return promise
}
