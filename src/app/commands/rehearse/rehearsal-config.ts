import { resolve } from 'node:path'
import { type ConfigReading, checkConfig, readSource } from '../../../../config/read-config.ts'
import type { Source } from '../../../../config/source.ts'

/** The sections a rehearsal is about. The others name the outside world, which it does without. */
const SECTIONS = [
  ...['services', 'environments', 'rings', 'confirmation', 'access', 'approvals', 'people', 'understanding', 'worker'],
  ...[
    'language',
    'timeZone',
    'freezes',
    'order',
    'requireChecks',
    'codeEvents',
    'announcements',
    'locks',
    'schedule',
    'inventory',
    'workflows',
    'secrets',
    'jenkins',
  ],
] as const

const anywhere = { repository: '.', start: ['true'], test: ['true'] }

/** Two services in two environments: what a transcript talks about when it says nothing else. */
const TWO_SERVICES = {
  services: [
    {
      ...anywhere,
      id: 'billionmail',
      aliases: ['mail', 'mail service', 'bm'],
      environments: { staging: { port: 8101 }, production: { port: 8102 } },
    },
    {
      ...anywhere,
      id: 'payments',
      aliases: ['payment service', 'pay', 'billing'],
      environments: { staging: { port: 8201 }, production: { port: 8202 } },
    },
  ],
}

/**
 * The configuration a transcript is played with: a file, or the sections that the transcript itself holds over two
 * services. Variables that are not set here stand in as their names, so that no secret is needed.
 */
export function rehearsalConfig(transcript: Source, config: string | object, folder: string): ConfigReading {
  if (typeof config === 'string') {
    const file = resolve(folder, config)
    const source = readSource(file)
    return source.problems.length > 0 ? { kind: 'problems', problems: source.problems } : check(source, file, folder)
  }
  const inline: Source = { value: config, problems: [], locate: (path) => transcript.locate(['config', ...path]) }
  return check(inline, undefined, folder)
}

function check(source: Source, file: string | undefined, cwd: string): ConfigReading {
  const all: Readonly<Record<string, unknown>> = { ...TWO_SERVICES, ...(source.value as object) }
  const value = Object.fromEntries(SECTIONS.flatMap((name) => (all[name] === undefined ? [] : [[name, all[name]]])))
  return checkConfig({ ...source, value }, { env: standIns(value), file, cwd })
}

function standIns(value: unknown): Readonly<Record<string, string>> {
  const names = [...JSON.stringify(value).matchAll(/\$\{(\w+)\}/g)].map(([, name = '']) => name)
  return Object.fromEntries(names.map((name) => [name, process.env[name] || name]))
}
