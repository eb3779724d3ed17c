import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { createRandom } from '../../intents/model/random.ts'
import type { Catalog, NamedThing } from '../../src/domain/catalog.ts'
import type { Slots } from '../../src/domain/understanding.ts'

/** A message with what it should be understood as. */
export interface HeldOut {
  readonly text: string
  readonly intent: string
  /** Undefined where slots are no matter. */
  readonly slots: Slots | undefined
}

const folder = new URL('../../tests/intents/heldout/', import.meta.url)
const KINDS = {
  service: 'services',
  environment: 'environments',
  ring: 'rings',
  device: 'devices',
  workflow: 'workflows',
  bot: 'bots',
} as const satisfies Readonly<Record<string, keyof Catalog>>
type Kind = keyof typeof KINDS

/** Lines that name things of the example catalog outright. */
const LATER = 'later.yaml'

/** Lines written after the others. */
export function laterLines(): readonly HeldOut[] {
  return Object.entries(parse(readFileSync(new URL(LATER, folder), 'utf8')) as Record<string, string>).flatMap(
    ([intent, block]) =>
      block
        .trim()
        .split('\n')
        .map((text) => ({ text: text.trim(), intent, slots: undefined })),
  )
}

/** Lines of the held-out files, said with the names of a catalog: always the same ones. */
export function heldOutFor(catalog: Catalog): readonly HeldOut[] {
  const random = createRandom(11)
  return heldOutLines().map(({ intent, line }) => said(intent, line, catalog, random))
}

/** What is said in them, with slots in place of names, the lines written after the others included. */
export function heldOutTemplates(): readonly string[] {
  const lines = heldOutLines().map(({ line }) => line.split(EXPECTED)[0] ?? '')
  return [...lines, ...laterLines().map(({ text }) => text)]
}

function heldOutLines(): readonly { readonly intent: string; readonly line: string }[] {
  return readdirSync(folder)
    .filter(
      (file) =>
        file.endsWith('.yaml') && !file.startsWith('catalog') && !file.startsWith('dialogues') && file !== LATER,
    )
    .sort()
    .flatMap((file) => Object.entries(parse(readFileSync(new URL(file, folder), 'utf8')) as Record<string, string>))
    .flatMap(([intent, block]) => block.split('\n').flatMap((line) => (line.trim() === '' ? [] : [{ intent, line }])))
}

/** Before it stands what is said, behind it the slots. */
const EXPECTED = /=>(?!.*=>)/

function said(intent: string, line: string, catalog: Catalog, random: () => number): HeldOut {
  const [template = '', rest = ''] = line.split(EXPECTED)
  const used = new Set<string>()
  const named: Record<string, string> = {}
  const text = template.trim().replace(/\{([a-z]+)(!?)\}/g, (_, kind: Kind, only: string) => {
    const things = catalog[KINDS[kind]].filter(({ id }) => !used.has(id))
    const thing = things[Math.floor(random() * things.length)] ?? catalog[KINDS[kind]][0]
    if (!thing) return kind
    used.add(thing.id)
    if (only === '') named[kind] = thing.id
    return spoken(thing, random)
  })
  if (rest.trim() === 'ANY') return { text, intent, slots: undefined }
  return { text, intent, slots: { ...(intent === 'out_of_scope' ? {} : named), ...slotsIn(rest) } }
}

/** An id or alias as people type it: mostly as it is, now and then in other case, run together or with a slip. */
function spoken({ id, aliases }: NamedThing, random: () => number): string {
  const names = [id, id, ...aliases]
  const name = names[Math.floor(random() * names.length)] ?? id
  const how = random()
  if (how < 0.06) return name.toUpperCase()
  if (how < 0.12) return name.charAt(0).toUpperCase() + name.slice(1)
  if (how < 0.16) return name.replace(/[- ]/g, '')
  if (how < 0.2) return name.replace(/-/g, ' ')
  if (how < 0.25 && name.length >= 7 && !/\d/.test(name))
    return swapped(name, 2 + Math.floor(random() * (name.length - 4)))
  return name
}

function swapped(name: string, at: number): string {
  return name.slice(0, at) + (name[at + 1] ?? '') + (name[at] ?? '') + name.slice(at + 2)
}

export function slotsIn(rest: string): Slots {
  const pairs = [...rest.matchAll(/([a-z]+)=(?:"([^"]*)"|(\S+))/g)]
  return Object.fromEntries(
    pairs.map(([, slot = '', quoted, plain]) => {
      const value = quoted ?? plain ?? ''
      return [slot, /^(?:count|window|pr)$/.test(slot) ? Number(value) : value]
    }),
  )
}
