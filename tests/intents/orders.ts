import type { Slots } from '../../src/domain/understanding.ts'
import { exampleCatalog, otherCatalog, type Understand, understandExample, understandOther } from './support.ts'

/** A way to ask for a change or a danger; `{Service}` is another service than `{service}`. */
export interface Order {
  readonly intent: string
  readonly text: string
  /** What it says besides the names. */
  readonly slots?: Slots
}

export const ORDERS: readonly Order[] = [
  { intent: 'build.start', text: 'build {service}' },
  { intent: 'build.start', text: 'rebuild {service} at v1.2.0', slots: { ref: 'v1.2.0' } },
  { intent: 'deploy.start', text: 'deploy {service} to {environment}' },
  { intent: 'deploy.start', text: 'ship {service} v1.4.2 to {environment}', slots: { ref: 'v1.4.2' } },
  { intent: 'deploy.start', text: 'push {service} to {environment}' },
  {
    intent: 'deploy.schedule',
    text: 'deploy {service} to {environment} at 5pm',
    slots: { at: '2026-03-10T17:00:00Z' },
  },
  {
    intent: 'deploy.schedule',
    text: 'schedule a deploy of {service} to {environment} tomorrow at 9am',
    slots: { at: '2026-03-11T09:00:00Z' },
  },
  { intent: 'deploy.promote', text: 'promote {service} to {environment}' },
  { intent: 'deploy.lock', text: 'lock {service} in {environment}' },
  { intent: 'deploy.unlock', text: 'unlock {service} on {environment}' },
  { intent: 'rollback.start', text: 'roll back {service} in {environment}' },
  { intent: 'rollback.start', text: 'revert {service} on {environment} to v1.1.0', slots: { ref: 'v1.1.0' } },
  { intent: 'service.restart', text: 'restart {service} on {environment}' },
  { intent: 'service.scale', text: 'scale {service} to 4 in {environment}', slots: { count: 4 } },
  { intent: 'drift.fix', text: 'fix the drift on {device}' },
  { intent: 'change.submit', text: 'submit {service} for approval on {environment}' },
  { intent: 'change.approve', text: 'approve CHG-12', slots: { change: 'CHG-12' } },
  { intent: 'change.reject', text: 'reject CHG-12', slots: { change: 'CHG-12' } },
  { intent: 'task.cancel', text: 'cancel TASK-7', slots: { task: 'TASK-7' } },
  { intent: 'task.retry', text: 'retry TASK-7', slots: { task: 'TASK-7' } },
  { intent: 'workflow.start', text: 'run the {workflow} workflow' },
  { intent: 'incident.ack', text: 'ack INC-3', slots: { incident: 'INC-3' } },
  { intent: 'incident.resolve', text: 'resolve INC-3', slots: { incident: 'INC-3' } },
  { intent: 'review.start', text: 'review PR 42 of {service}', slots: { pr: 42 } },
  { intent: 'test.run', text: 'run the smoke tests for {service}', slots: { suite: 'smoke' } },
  { intent: 'bot.delete', text: 'delete the bot {bot}' },
]

/** Names of one catalog; a capital stands for another thing of the kind. */
export type Names = Readonly<Record<string, string>>

export interface Place {
  readonly understand: Understand
  readonly names: Names
}

const placesOf = (understand: Understand, catalog: typeof exampleCatalog): readonly Place[] => {
  const [services, environments] = [catalog.services.map(({ id }) => id), catalog.environments.map(({ id }) => id)]
  return services.flatMap((service, index) => {
    const other = services[(index + 1) % services.length] ?? service
    const [environment = '', otherEnvironment = ''] = [
      ...environments.slice(index % environments.length),
      ...environments,
    ]
    return {
      understand,
      names: {
        service,
        Service: other,
        environment,
        Environment: otherEnvironment,
        device: catalog.devices[0]?.id ?? '',
        workflow: catalog.workflows[0]?.id ?? '',
        bot: catalog.bots[0]?.id ?? '',
      },
    }
  })
}

/** Each service of both catalogs with something of every other kind. */
export const PLACES: readonly Place[] = [
  ...placesOf(understandExample, exampleCatalog),
  ...placesOf(understandOther, otherCatalog),
]

export function said(text: string, names: Names): string {
  return text.replace(/\{(\w+)\}/g, (_, kind: string) => names[kind] ?? kind)
}

/** What the order names and says, as slots. */
export function slotsOfOrder({ text, slots }: Order, names: Names): Slots {
  const named = [...text.matchAll(/\{(\w+)\}/g)].map(([, kind = '']) => [kind, names[kind]])
  return { ...slots, ...Object.fromEntries(named) }
}
