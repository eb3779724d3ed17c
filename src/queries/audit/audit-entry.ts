import { type AuditKind, kindOf } from '../../domain/audit-kind.ts'
import type { Json } from '../../domain/event.ts'
import { platformOf } from '../../domain/ids.ts'
import type { Plan } from '../../domain/plan.ts'
import type { ChainedRow, Opening } from '../../ports/audit-log.ts'
import { planTitle } from '../../texts/plan-words.ts'
import { textsIn } from '../../texts/texts-in.ts'
import { asFields, type Fields, fieldsOf, partOf, text, type Where, whereOf } from './event-fields.ts'

/** One line of an audit. What an event does not say, and is not known of what it belongs to, is left out. */
export interface AuditEntry {
  readonly position: number
  readonly at: string
  readonly kind: AuditKind
  /** The type of the event. */
  readonly event: string
  readonly who: Who
  readonly where: Where
  readonly what: string
  readonly why?: string
  /** What whoever decided had in front of them. */
  readonly evidence?: Json
  readonly correlation: string
  /** Null for what is from before the log was chained. */
  readonly hash: string | null
}

/** A person on a chat platform, or a part of Shipmate: then the platform is `shipmate`. */
export interface Who {
  readonly platform: string
  readonly id: string
  readonly name?: string
  /** Whoever asked for what somebody else or Shipmate does. */
  readonly for?: string
}

/** Undefined for what is no part of an audit. @param opening The first event of the same stream. */
export function auditEntry(row: ChainedRow, opening: Opening | undefined): AuditEntry | undefined {
  const body = fieldsOf(row)
  const kind = kindOf(body)
  if (!kind) return undefined
  const about = opening ? fieldsOf(opening) : body
  const why = whyOf(body)
  const evidence = evidenceOf(body, about)
  return {
    position: row.position,
    at: row.at,
    kind,
    event: body.type,
    who: whoOf(row.actor, text(partOf(about, 'by'))),
    where: whereOf(body, about),
    what: whatOf(body, about),
    ...(why !== '' && { why }),
    ...(evidence && { evidence }),
    correlation: row.correlationId,
    hash: row.hash,
  }
}

function whoOf(actor: string, asker: string | undefined): Who {
  const isPart = !actor.includes(':') || actor.startsWith('agent:')
  return {
    platform: isPart ? 'shipmate' : platformOf(actor),
    id: actor,
    ...(asker !== undefined && asker !== actor && { for: asker }),
  }
}

function whatOf(body: Fields, about: Fields): string {
  const plan = asFields(body.plan) ?? asFields(about.plan)
  const title = text(body.planTitle) ?? (plan && titleOf(plan))
  const said = [partOf(body, 'text'), body.prompt, body.intent, body.sentence, body.phase, body.value].map(text)
  const words = said.find((one) => one !== undefined)
  const named = ['agent', 'task', 'step', 'change', 'about'].flatMap((name) => text(body[name]) ?? [])
  const slots = body.slots && body.intent ? JSON.stringify(body.slots) : undefined
  return [title, words, slots === '{}' ? undefined : slots, ...named].filter((one) => one !== undefined).join(' · ')
}

/** A plan of a newer version is named by its kind. */
function titleOf(plan: Fields): string {
  try {
    return planTitle(plan as unknown as Plan, textsIn('en')) || String(plan.kind)
  } catch {
    return String(plan.kind)
  }
}

/** Where events say why, in the order in which it counts. */
const REASONS = ['why', 'reason', 'reasons', 'rule', 'again', 'complaint', 'cause', 'how'] as const

function whyOf(body: Fields): string {
  const places = [body, body.look, body.health, body.choice, body.explanation].map(asFields)
  const reasons = places.flatMap((place) => (place ? REASONS.map((name) => place[name]) : []))
  return [...new Set(reasons.flatMap(sentences))].join(' ')
}

/** What a decision rests on, by the names that events have for it. */
const EVIDENCE = [
  'planHash',
  'approved',
  'evidence',
  'hash',
  'seen',
  'inputs',
  'risk',
  'rule',
  'note',
  'conditions',
  'answer',
] as const
/** Decisions of people on what the first event of their stream had shown them. An approval names the hash of its evidence. */
const ON_WHAT_WAS_SHOWN = /^confirmation\.(?:given|declined)$/

/** What has such a name there is none: an answer to a question, and the hash of a secret, which is nobody's to read. */
const WITHOUT_EVIDENCE: ReadonlySet<string> = new Set(['question.answered', 'token.created', 'login.opened'])

const BEFORE_EVIDENCE = 'decided before the evidence was gathered'

function evidenceOf(body: Fields & { readonly type: string }, about: Fields): Json | undefined {
  const shown = ON_WHAT_WAS_SHOWN.test(body.type) ? about : {}
  const parts = EVIDENCE.flatMap((name) => {
    const value = body[name] ?? shown[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  const isEarly = body.beforeEvidence === true
  if (isEarly) parts.push(['evidence', BEFORE_EVIDENCE])
  return parts.length === 0 || WITHOUT_EVIDENCE.has(body.type) ? undefined : Object.fromEntries(parts)
}

const sentences = (value: Json | undefined): readonly string[] =>
  Array.isArray(value) ? value.flatMap(sentences) : typeof value === 'string' ? [value] : []
