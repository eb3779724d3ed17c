import type { Config } from '../../config/config.ts'
import { readConfig } from '../../config/read-config.ts'
import type { BotSettings } from './bot-questions.ts'

/** The configuration of a bot under test: one owner, everybody else looks. */
export function botConfig({
  folder,
  env,
  owner,
  services,
}: Pick<BotSettings, 'folder' | 'env' | 'owner' | 'services'>): Config {
  const reading = readConfig({ env: { SHIPMATE_DATA_DIR: folder, ...env }, cwd: folder })
  if (reading.kind === 'problems') throw new Error(JSON.stringify(reading.problems))
  const members = [
    { who: { kind: 'user', user: owner }, name: owner.startsWith('terminal:') ? 'you' : 'ana', roles: ['owner'] },
    { who: { kind: 'everyone' }, roles: ['viewer'] },
  ] as const
  return { ...reading.config, ...(services && { services }), access: { roles: [], members } }
}
