import { startGrpcListener } from '../../../adapters/http/grpc/grpc-listener.ts'
import { startHealthServer } from '../../../adapters/http/health-server.ts'
import type { TokenScope } from '../../../src/domain/api-token.ts'
import { systemClock } from '../../../src/ports/clock.ts'
import { tokenDesk } from '../../../src/tokens/api-tokens.ts'
import { type RunningBot, startRunningBot } from '../running-bot.ts'
import { type ScriptedChat, scriptedChat } from './scripted-chat.ts'

/** The whole bot with a chat, and everything that it serves. */
export interface Stage {
  readonly bot: RunningBot
  readonly chat: ScriptedChat
  /** Of HTTP/1.1: REST, `/ws`, `/mcp`. */
  readonly url: string
  /** Of the same: `127.0.0.1:3000`. */
  readonly address: string
  /** Of gRPC. */
  readonly grpcAddress: string
  /** What went wrong on the bot's own side. */
  readonly faults: unknown[]
  tokenFor(name: string, scope: TokenScope): Promise<string>
  close(): Promise<void>
}

/** @param requestsAMinute From one address. */
export async function startStage({
  files = {},
  requestsAMinute = 6_000,
}: {
  /** By path, what stands in the folder of the bot. */
  readonly files?: Readonly<Record<string, string>>
  readonly requestsAMinute?: number
}): Promise<Stage> {
  let connected: ScriptedChat | undefined
  const bot = await startRunningBot({
    ...{ env: {}, owner: 'terminal:you', files },
    alsoConnect(inbox) {
      connected = scriptedChat(inbox)
      return connected
    },
  })
  if (!connected) throw new Error('the bot connected no chat')
  const faults: unknown[] = []
  const parts = { behind: () => bot.app().api, onFault: (error: unknown) => void faults.push(error) }
  const http = await startHealthServer({
    ...{ host: '127.0.0.1', port: 0, version: '1.0.0', parts: () => [], workers: () => undefined, requestsAMinute },
    ...{ api: parts, grpc: { ...parts, onEnded: () => {} } },
  })
  const grpc = await startGrpcListener({
    ...{ host: '127.0.0.1', port: 0, ...parts, onEnded: () => {}, isReady: async () => true, door: http.door },
  })
  const address = `127.0.0.1:${http.port}`
  return {
    ...{ bot, chat: connected, url: `http://${address}`, address, grpcAddress: `127.0.0.1:${grpc.port}`, faults },
    async tokenFor(name, scope) {
      const desk = tokenDesk(
        { store: bot.app().store, clock: systemClock },
        ['viewer', 'deployer', 'owner'],
        'terminal:you',
      )
      return (await desk.create({ name, scope })).secret
    },
    async close() {
      await http.stop()
      await grpc.stop()
      await bot.close()
    },
  }
}
