import type { ShipmateEvent } from '../../domain/events.ts'

/**
 * What an event is for whoever asks later who did what: somebody wanted something; somebody or something decided; it was denied;
 * something was done or is otherwise than before.
 */
export type AuditKind = 'request' | 'decision' | 'refusal' | 'effect'

/** Every event there is; `none` for what Shipmate notes for its own work. */
const KINDS: Readonly<Record<ShipmateEvent['type'], AuditKind | 'none'>> = {
  'message.received': 'request',
  'message.overheard': 'none',
  'message.pondered': 'none',
  'message.handled': 'decision',
  'request.refused': 'refusal',
  'person.named': 'none',
  'question.asked': 'decision',
  'question.answered': 'decision',
  'question.dropped': 'none',
  'confirmation.requested': 'decision',
  'confirmation.given': 'decision',
  'confirmation.declined': 'decision',
  'confirmation.expired': 'refusal',
  'confirmation.superseded': 'refusal',
  'change.requested': 'request',
  'approval.requested': 'decision',
  'change.evidence.gathered': 'decision',
  'approval.given': 'decision',
  'approval.lapsed': 'refusal',
  'approval.declined': 'refusal',
  'approval.reminded': 'none',
  'change.condition.ticked': 'decision',
  'change.withdrawn': 'decision',
  'change.expired': 'refusal',
  'change.voided': 'refusal',
  'change.overridden': 'decision',
  'change.started': 'effect',
  'change.condition.judged': 'decision',
  'cicd.build.requested': 'effect',
  'cicd.deploy.requested': 'effect',
  'cicd.rollback.triggered': 'effect',
  'cicd.repair.requested': 'effect',
  'cicd.build.completed': 'effect',
  'cicd.deploy.completed': 'effect',
  'cicd.rollback.completed': 'effect',
  'cicd.repair.completed': 'effect',
  'cicd.build.failed': 'effect',
  'cicd.deploy.failed': 'effect',
  'cicd.rollback.failed': 'effect',
  'cicd.repair.failed': 'effect',
  'cicd.build.cancelled': 'effect',
  'cicd.deploy.cancelled': 'effect',
  'cicd.rollback.cancelled': 'effect',
  'cicd.repair.cancelled': 'effect',
  'cicd.workflow.requested': 'effect',
  'cicd.workflow.completed': 'effect',
  'cicd.workflow.failed': 'effect',
  'cicd.workflow.cancelled': 'effect',
  'run.step.requested': 'none',
  'run.step.worker-missing': 'none',
  'run.step.worker-found': 'none',
  'run.step.deferred': 'none',
  'run.step.started': 'effect',
  'run.step.paused': 'none',
  'run.step.progressed': 'effect',
  'run.step.completed': 'effect',
  'run.step.failed': 'effect',
  'run.step.cancelled': 'effect',
  'run.step.skipped': 'decision',
  'run.step.expanded': 'none',
  'run.step.waiting': 'none',
  'run.step.retried': 'effect',
  'run.step.overdue': 'decision',
  'run.approval.given': 'decision',
  'run.approval.refused': 'decision',
  'run.cancel.requested': 'request',
  'run.failure.explained': 'decision',
  'run.canary.judged': 'decision',
  'run.canary.promoted': 'decision',
  'run.release.judged': 'decision',
  'agent.decided': 'decision',
  'drift.found': 'decision',
  'drift.judged': 'decision',
  'drift.decided': 'decision',
  'drift.ended': 'decision',
  'repair.granted': 'decision',
  'environment.lock.acquired': 'effect',
  'environment.lock.queued': 'effect',
  'environment.lock.released': 'effect',
  'environment.stopped': 'effect',
  'environment.resumed': 'effect',
  'deploy.scheduled': 'decision',
  'schedule.due': 'effect',
  'schedule.cancelled': 'decision',
  'environment.locked': 'effect',
  'environment.unlocked': 'effect',
  'lock.expired': 'effect',
  'model.answered': 'none',
}

/**
 * Undefined for what is no part of an audit. What an objection kept from starting was refused; what an event of a newer
 * version is, nobody here knows, so it is shown.
 */
export function kindOf(body: { readonly type: string; readonly objected?: unknown }): AuditKind | undefined {
  if (body.objected === true) return 'refusal'
  const kind = Object.hasOwn(KINDS, body.type) ? KINDS[body.type as ShipmateEvent['type']] : 'effect'
  return kind === 'none' ? undefined : kind
}
