import { stopAll } from '../../../adapters/local-host/host-client.ts'
import { createLogger } from '../../../adapters/logging/logger.ts'
import { readConfig } from '../../../config/read-config.ts'
import { startApp } from '../../../src/app/start-app.ts'

/** What the page hands its bot. */
export interface BotWishes {
  /** Its data and its `shipmate.yaml`. */
  readonly folder: string
  readonly samplePorts: { readonly staging: number; readonly production: number }
}

/** The whole bot in a process that may be killed at any moment. It says once when it is ready. */
const { folder, samplePorts } = JSON.parse(process.argv[2] ?? '') as BotWishes
const reading = readConfig({ env: process.env, cwd: folder })
if (reading.kind === 'problems') throw new Error(JSON.stringify(reading.problems))
const { config } = reading
const log = createLogger({ level: config.log.level, file: config.log.file, secrets: [] })
const app = await startApp({ config, log, samplePorts })

const end = async (): Promise<void> => {
  await app.stop()
  await stopAll(config.dataDir)
  process.exit()
}
process.once('SIGTERM', () => void end())
// Ctrl-C goes to the page, which stops its bot.
process.on('SIGINT', () => undefined)
process.once('disconnect', () => void end())
process.send?.('ready')
