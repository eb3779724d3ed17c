import type { Catalog, NamedThing } from '../../domain/catalog.ts'
import type { EnvironmentId, ServiceId } from '../../domain/ids.ts'
import { ownWords } from '../own-words.ts'

/**
 * A question as patterns read it: in lower case, without accents or politeness, and with SERVICE, ENVIRONMENT, VERSION
 * and TASK in the place of what it names.
 */
export interface PlainQuestion {
  readonly words: string
  /** In the order they are named, each once. */
  readonly services: readonly ServiceId[]
  readonly environments: readonly EnvironmentId[]
  readonly version?: string
  readonly task?: string
}

/** Whoever asks for a fact is brief; what is longer tells a story. */
const LONGEST = 200

/** Undefined for a text that is too long to be one question. */
export function plainQuestion(text: string, { services, environments }: Catalog): PlainQuestion | undefined {
  const own = ownWords(text).trim()
  if (own === '' || own.length > LONGEST) return undefined
  const found = { services: new Set<string>(), environments: new Set<string>() }
  const names = [
    ...namesOf(services, 'SERVICE', found.services),
    ...namesOf(environments, 'ENVIRONMENT', found.environments),
  ]
  let version: string | undefined
  let task: string | undefined
  const tidied = withoutPoliteness(tidy(own))
    .replace(TASK, (_, number: string) => {
      task ??= `TASK-${number}`
      return 'TASK'
    })
    .replace(VERSION, (named) => {
      version ??= named
      return 'VERSION'
    })
  const words = withNames(tidied, names)
  return {
    words,
    services: [...found.services],
    environments: [...found.environments],
    ...(version !== undefined && { version }),
    ...(task !== undefined && { task }),
  }
}

const TASK = /\btask[- ]?(\d{1,9})\b/g
/** `v1.2.0`, `1.2.0-rc.1`, or a commit of which at least one digit is no letter. */
const VERSION = /\bv\d+(?:\.\d+)*(?:-[\w.]+)?\b|\b\d+(?:\.\d+)+(?:-[\w.]+)?\b|\b(?=[a-f]*\d)[0-9a-f]{7,40}\b/g

function tidy(text: string): string {
  return withoutAccents(text)
    .toLowerCase()
    .replace(/[’ʼ]/g, "'")
    .replace(/<[@#!][^>]{1,80}>|@[\w-]{1,80}/g, ' ')
    .replace(/[¿¡“”"`*]/g, ' ')
    .replace(PICTURES, ' ')
    .replace(/\s+/g, ' ')
    .replace(/\b(what|who|how|where|when)s\b/g, "$1's")
    .replace(SERVING, 'serving')
    .replace(/[\s?!.…,;:]+$/, '')
    .trim()
}

/** A picture, with its tone of skin and what joins it to the next; also as Slack and Discord send it: `:rocket:`. */
const PICTURES =
  /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u{FE0F}|\u{200D})+|(?<!\S):[a-z][a-z0-9_+-]{1,40}:(?!\S)/gu

/** “live” is a usual name of production, and what serves is live: it is a name where one would stand. */
const SERVING = /(?<!^ ?|\b(?:to|in|on|of|for|from|and|at|with|than|vs|the|our) )\blive\b/g

/** “última” becomes “ultima”, which `\b` takes for a word. */
function withoutAccents(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '')
}

const OPENING =
  /^(?:(?:please|pls|now|then|yes|yep|yeah|sure|great|perfect|go ahead(?: and)?|ja|jetzt|dann|si|ahora|venga|hey|hi|hello|ok|okay|so|and|well|btw|sorry|just|quick question|shipmate|(?:can|could|would|will) you(?: please)?|tell (?:me|us)|show (?:me|us)|give (?:me|us)|remind me|let me know|i(?:'d| would) like to know|i(?:'d| would) like|i (?:want|need) to know|i need|do you know|any idea|bitte|hallo|sag mir|zeig mir|kannst du mir sagen|por favor|hola|dime|puedes decirme)[,:!.]? )+/
const CLOSING = /(?:[\s,]+(?:please|pls|thanks|thank you|thx|bitte|danke|por favor|gracias|mate|shipmate|again))+$/

function withoutPoliteness(text: string): string {
  return text.replace(OPENING, '').replace(CLOSING, '')
}

interface Name {
  readonly pattern: string
  readonly length: number
  readonly token: string
  readonly note: () => void
}

function namesOf(things: readonly NamedThing[], token: string, into: Set<string>): readonly Name[] {
  return things.flatMap(({ id, aliases }) =>
    [id, ...aliases].flatMap((name) => {
      const words =
        withoutAccents(name)
          .toLowerCase()
          .match(/[\p{L}\p{N}]+/gu) ?? []
      if (words.length === 0) return []
      return [{ pattern: words.join('[^\\p{L}\\p{N}]+'), length: name.length, token, note: () => void into.add(id) }]
    }),
  )
}

/** The longest name first, so that `mail api` is not read as `mail`. */
function withNames(text: string, names: readonly Name[]): string {
  const longestFirst = names.toSorted((a, b) => b.length - a.length)
  if (longestFirst.length === 0) return text
  const any = longestFirst.map(({ pattern }) => `(${pattern})`).join('|')
  return text.replace(new RegExp(`(?<![\\p{L}\\p{N}])(?:${any})(?![\\p{L}\\p{N}])`, 'gu'), (whole, ...groups) => {
    const name = longestFirst[groups.findIndex((group, index) => index < longestFirst.length && group === whole)]
    name?.note()
    return name?.token ?? whole
  })
}
