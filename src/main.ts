#!/usr/bin/env node
import { existsSync } from 'node:fs'
import { program } from 'commander'
import { chatCommand } from './commands/chat.ts'
import { demoCommand } from './commands/demo.ts'
import { doctorCommand } from './commands/doctor.ts'
import { fatal } from './commands/fatal.ts'
import { localCommand } from './commands/local.ts'
import { packageVersion } from './commands/package-version.ts'
import { rehearseCommand } from './commands/rehearse.ts'
import { startCommand } from './commands/start.ts'
import { understandCommand } from './commands/understand.ts'

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
  .addCommand(localCommand())

await program.parseAsync().catch(fatal)
