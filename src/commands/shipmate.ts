import { existsSync } from 'node:fs'
import { program } from 'commander'
import { agentsCommand } from './agents.ts'
import { chatCommand } from './chat.ts'
import { demoCommand } from './demo.ts'
import { doctorCommand } from './doctor.ts'
import { fatal } from './fatal.ts'
import { localCommand } from './local.ts'
import { notationCommand } from './notation.ts'
import { packageVersion } from './package-version.ts'
import { rehearseCommand } from './rehearse.ts'
import { startCommand } from './start.ts'
import { understandCommand } from './understand.ts'

/** The whole command line, carried out as the process was asked to. */
export async function runShipmate(): Promise<void> {
  // What is set already goes before what the file says.
  if (existsSync('.env')) process.loadEnvFile('.env')

  program
    .name('shipmate')
    .description('A chat-ops bot: ask, confirm, deploy for real, hear back.')
    .version(packageVersion())
    .addCommand(startCommand())
    .addCommand(chatCommand())
    .addCommand(demoCommand())
    .addCommand(doctorCommand())
    .addCommand(rehearseCommand())
    .addCommand(understandCommand())
    .addCommand(agentsCommand())
    .addCommand(localCommand())
    .addCommand(notationCommand())

  await program.parseAsync().catch(fatal)
}
