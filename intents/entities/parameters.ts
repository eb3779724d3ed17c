import { matchesOf } from '../matches.ts'
import type { NamedKind, Vocabulary } from '../vocabulary.ts'
import { squeeze } from '../words.ts'
import type { Entity, EntityFinder, Source } from './entity.ts'
import { printedId } from './ids.ts'
import { numberOf } from './numbers.ts'
import { windowOf } from './windows.ts'

const SLOT_OF_KEY: Readonly<Record<string, string>> = {
  service: 'service',
  svc: 'service',
  app: 'service',
  environment: 'environment',
  env: 'environment',
  ring: 'ring',
  device: 'device',
  host: 'device',
  workflow: 'workflow',
  bot: 'bot',
  strategy: 'strategy',
  ref: 'ref',
  version: 'ref',
  commit: 'ref',
  sha: 'ref',
  tag: 'ref',
  branch: 'ref',
  count: 'count',
  limit: 'count',
  max: 'count',
  top: 'count',
  instances: 'count',
  pods: 'count',
  lines: 'count',
  replicas: 'count',
  window: 'window',
  since: 'window',
  last: 'window',
  reason: 'reason',
  title: 'title',
  summary: 'title',
  description: 'title',
  conditions: 'conditions',
  pr: 'pr',
  change: 'change',
  incident: 'incident',
  task: 'task',
  job: 'task',
  run: 'run',
  suite: 'suite',
  target: 'target',
  metric: 'metric',
  state: 'state',
  severity: 'severity',
  sev: 'severity',
  topic: 'topic',
  guideline: 'guideline',
}

const OWN_WORDS = new Set(['reason', 'title', 'conditions'])
const NAMED = new Set<string>(['service', 'environment', 'ring', 'device', 'workflow', 'bot'] satisfies NamedKind[])
const KEYS = Object.keys(SLOT_OF_KEY).join('|')

const PARAMETER = new RegExp(
  String.raw`(?<=^|\s)(?:--?(${KEYS})(?:=| (?!-))|(${KEYS})=|(${KEYS}):(?! |//))("[^"\n]{0,1000}"|'[^'\n]{0,1000}'|[^\s"']\S{0,300})`,
  'gi',
)
const OWN_WORDS_PARAMETER = new RegExp(
  String.raw`(?<=^|\s)--(${[...OWN_WORDS].join('|')})(?:=| )(?!["'])([^"\n]{1,1000}?)(?= --|$|\n)`,
  'gi',
)

/** Values given by name, as on a command line: `--env dev`, `service=payments`, `--reason="duplicate run"`. */
export const findParameters: EntityFinder = (source) => [
  ...matchesOf(source.text, OWN_WORDS_PARAMETER).flatMap((match) => entityOf(match[1], match[2], match, source)),
  ...matchesOf(source.text, PARAMETER).flatMap((match) =>
    entityOf(match[1] ?? match[2] ?? match[3], match[4], match, source),
  ),
]

function entityOf(
  key: string | undefined,
  typed: string | undefined,
  match: RegExpExecArray,
  source: Source,
): readonly Entity[] {
  const slot = slotOf(key?.toLowerCase() ?? '', typed ?? '')
  const value = slot === undefined ? undefined : normalForm(slot, unquoted(typed ?? ''), source.vocabulary)
  if (slot === undefined || value === undefined) return []
  return [{ slot, value, start: match.index, end: match.index + match[0].length }]
}

/** `--last=1h` is a length of time, `--last=10` a number of things. */
function slotOf(key: string, typed: string): string | undefined {
  return key === 'last' && /^["']?\d+["',;]?$/.test(typed) ? 'count' : SLOT_OF_KEY[key]
}

function unquoted(typed: string): string {
  return typed.replace(/^["']|["',;]$/g, '')
}

/** The value in its slot's normal form; undefined leaves the words to the other finders. */
function normalForm(slot: string, typed: string, vocabulary: Vocabulary): string | number | undefined {
  if (NAMED.has(slot)) return vocabulary.bySqueezed.get(squeeze(typed))?.find((name) => name.kind === slot)?.id
  switch (slot) {
    case 'count':
    case 'pr':
      return numberOf(typed.replace(/^#/, ''))
    case 'window':
      return windowOf(typed)
    case 'change':
    case 'incident':
    case 'task':
    case 'run':
      return printedId(slot, /(\d+)$/.exec(typed)?.[1])
    case 'strategy':
    case 'metric':
    case 'severity':
    case 'state':
      return undefined
    case 'suite':
      return typed === '' ? undefined : typed.toLowerCase()
    default:
      return typed === '' ? undefined : typed
  }
}
