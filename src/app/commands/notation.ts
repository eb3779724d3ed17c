import { buffer } from 'node:stream/consumers'
import { Command, Option } from 'commander'
import { decode } from '../../../notation/decode/decode.ts'
import type { Profile } from '../../../notation/encode/context.ts'
import { encode } from '../../../notation/encode/encode.ts'
import { statsCommand } from './model-days/stats.ts'
import { readJson } from './read-json.ts'

interface EncodeFlags {
  readonly profile: Profile
  readonly checksum?: true
}

/** Converts between JSON and the compact notation, from stdin to stdout; exit code 2 and one line on bad input. */
export function notationCommand(): Command {
  return new Command('notation')
    .description('the compact notation that models read, and what it saves')
    .addCommand(encodeCommand())
    .addCommand(decodeCommand())
    .addCommand(statsCommand())
}

function encodeCommand(): Command {
  return new Command('encode')
    .description('JSON in, the notation out')
    .addOption(profileOption())
    .option('--checksum', 'add a trailer that lets decode notice damage')
    .action(({ profile, checksum }: EncodeFlags) =>
      convert((input) => encode(readJson(input), { profile, checksum: checksum ?? false })),
    )
}

/** It reads both profiles, with a checksum or without; the options are taken so that a pipe may name them twice. */
function decodeCommand(): Command {
  return new Command('decode')
    .description('the notation in, compact JSON out')
    .addOption(profileOption())
    .option('--checksum', 'refuse input without a checksum')
    .action(({ checksum }: EncodeFlags) =>
      convert((input) => {
        const notation = input.replace(/\n$/, '')
        if (checksum === true && !notation.startsWith('@sum\n')) throw new Error('the input has no checksum')
        return JSON.stringify(decode(notation))
      }),
    )
}

function profileOption(): Option {
  return new Option('--profile <profile>', 'who reads it').choices(['prompt', 'wire']).default('prompt')
}

/** Bytes that are no UTF-8 are refused: their places would be taken by something else, without a word. */
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

async function convert(change: (input: string) => string): Promise<void> {
  const bytes = await buffer(process.stdin)
  try {
    process.stdout.write(`${change(UTF8.decode(bytes))}\n`)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    process.stderr.write(`notation: ${reason.replaceAll(/\s+/g, ' ')}\n`)
    process.exitCode = 2
  }
}
