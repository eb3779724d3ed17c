import type { SlashCommand } from '../ports/chat-platform.ts'
import { CAPABILITIES } from './capabilities.ts'

/** The commands with options that people see, for platforms that have such. */
export const SLASH_COMMANDS: readonly SlashCommand[] = CAPABILITIES.flatMap(({ intent, command }) =>
  command ? [{ ...command, intent }] : [],
)
