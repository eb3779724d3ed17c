import { type ChangeIntent, isChange, isRead, type ReadIntent } from '../domain/intents.ts'
import type { StructuredRequest } from '../domain/structured-request.ts'
import type { Slots } from '../domain/understanding.ts'

/** A request in words, for people to read. Pieces whose slot has no value are left out. */
const SENTENCES: Readonly<Partial<Record<ReadIntent | ChangeIntent, readonly string[]>>> = {
  'build.start': ['build', '{service}', '{ref}'],
  'build.status': ['build status', 'of {service}'],
  'deploy.start': ['deploy', '{service}', '{ref}', 'to {environment}', 'using {strategy}'],
  'deploy.status': ['status', 'of {service}', 'on {environment}'],
  'deploy.history': ['show the last', '{count}', 'deployments', 'of {service}', 'on {environment}'],
  'deploy.diff': ['what would ship', 'of {service}', 'to {environment}?'],
  'rollback.start': ['roll back', '{service}', 'on {environment}', 'to {ref}'],
  'health.check': ['check health', 'of {service}', 'on {environment}'],
  'metrics.query': ['metrics', '{metric}', 'of {service}', 'on {environment}'],
  'drift.list': ['what has drifted', 'of {service}'],
  'drift.fix': ['fix the drift', 'of {service}'],
  'slo.status': ['error budget', 'of {service}'],
  'task.cancel': ['cancel', '{task}'],
  'task.status': ['status of', '{task}'],
  'task.list': ['list tasks'],
  'agent.list': ['list agents'],
  'access.show': ['what am I allowed to do?'],
  'help.show': ['help'],
  'chat.greet': ['hello'],
  'chat.thank': ['thank you'],
}

/** The request as somebody would say it: `deploy billionmail to staging`. */
export function requestSentence({ intent, slots }: StructuredRequest): string {
  const pieces = isRead(intent) || isChange(intent) ? SENTENCES[intent] : undefined
  const values = Object.values(slots).filter((value) => value !== undefined)
  // Every intent has its own name as a command.
  if (!pieces) return [intent.replace('.', ' '), ...values].join(' ')
  return pieces.flatMap((piece) => filled(piece, slots)).join(' ')
}

function filled(piece: string, slots: Slots): readonly string[] {
  const slot = /\{(\w+)\}/.exec(piece)?.[1]
  if (slot === undefined) return [piece]
  const value = slots[slot]
  return value === undefined ? [] : [piece.replace(`{${slot}}`, String(value))]
}
