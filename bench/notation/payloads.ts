import { readdirSync, readFileSync } from 'node:fs'

const DATA = new URL('../data/', import.meta.url)

/** The payloads of a chat-ops bot, by file name. */
export function botPayloads(): Readonly<Record<string, unknown>> {
  const files = readdirSync(DATA).filter((name) => name.endsWith('.json'))
  return Object.fromEntries(
    files.map((name) => [name.slice(0, -'.json'.length), JSON.parse(readFileSync(new URL(name, DATA), 'utf8'))]),
  )
}
