import { existsSync } from 'node:fs'
import { type Command, program } from 'commander'
import { fatal } from './fatal.ts'
import { packageVersion } from './package-version.ts'

/** In the order of the help. A command is loaded when it is wanted: most need a part of the bot, and nobody should wait for the rest. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import('./start.ts')).startCommand(),
  chat: async () => (await import('./chat.ts')).chatCommand(),
  demo: async () => (await import('./demo.ts')).demoCommand(),
  doctor: async () => (await import('./doctor.ts')).doctorCommand(),
  rehearse: async () => (await import('./rehearse.ts')).rehearseCommand(),
  understand: async () => (await import('./understand.ts')).understandCommand(),
  agents: async () => (await import('./agents.ts')).agentsCommand(),
  ask: async () => (await import('./ask.ts')).askCommand(),
  status: async () => (await import('./status.ts')).statusCommand(),
  approve: async () => (await import('./approve.ts')).approveCommand(),
  watch: async () => (await import('./watch.ts')).watchCommand(),
  audit: async () => (await import('./audit.ts')).auditCommand(),
  console: async () => (await import('./console.ts')).consoleCommand(),
  token: async () => (await import('./token.ts')).tokenCommand(),
  backup: async () => (await import('./backup.ts')).backupCommand(),
  restore: async () => (await import('./restore.ts')).restoreCommand(),
  retention: async () => (await import('./retention.ts')).retentionCommand(),
  forget: async () => (await import('./forget.ts')).forgetCommand(),
  webhooks: async () => (await import('./webhooks.ts')).webhooksCommand(),
  mcp: async () => (await import('./mcp.ts')).mcpCommand(),
  workflows: async () => (await import('./workflows.ts')).workflowsCommand(),
  local: async () => (await import('./local.ts')).localCommand(),
  notation: async () => (await import('./notation.ts')).notationCommand(),
  completion: async () => (await import('./completion.ts')).completionCommand(everyCommand),
  prepare: async () => (await import('./prepare.ts')).prepareCommand(),
}

/** The whole command line, carried out as the process was asked to. */
export async function runShipmate(): Promise<void> {
  const named = process.argv[2]
  // What is set already goes before what the file says. The demo is the same in every folder.
  if (named !== 'demo' && existsSync('.env')) process.loadEnvFile('.env')

  program
    .name('shipmate')
    .description('A chat-ops bot: ask, confirm, deploy for real, hear back.')
    .version(packageVersion())
  for (const command of await wantedCommands(named)) program.addCommand(command)

  await program.parseAsync().catch(fatal)
}

/** The command that is named; all of them for help, and for whoever mistypes. */
async function wantedCommands(named = ''): Promise<readonly Command[]> {
  const load = Object.hasOwn(COMMANDS, named) ? COMMANDS[named] : undefined
  return load ? [await load()] : everyCommand()
}

export const everyCommand = (): Promise<readonly Command[]> =>
  Promise.all(Object.values(COMMANDS).map((each) => each()))
