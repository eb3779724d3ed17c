import { rolesFor, type StepDefinition, type WorkflowDefinition } from './definition.ts'
import type { TriggerDefinition } from './trigger.ts'

/** A workflow as a Mermaid flowchart: what needs what, what is waited for, and what undoes what. */
export function mermaidOf({ steps, on = [] }: WorkflowDefinition): string {
  const names = new Map(steps.map(({ id }, index) => [id, `s${index + 1}`]))
  const nameOf = (id: string): string => names.get(id) ?? id
  return [
    'flowchart LR',
    ...on.map((trigger, index) => `  t${index + 1}>"${quoted(triggerWords(trigger))}"]`),
    ...steps.map((step) => `  ${nameOf(step.id)}${shapeOf(step)}`),
    ...on.flatMap((_, index) =>
      steps.filter(({ needs }) => needs.length === 0).map(({ id }) => `  t${index + 1} --> ${nameOf(id)}`),
    ),
    ...steps.flatMap((step) => step.needs.map((need) => arrow(nameOf(need), nameOf(step.id), step.when))),
    ...steps.flatMap((step) =>
      step.onFailure ? [`  ${nameOf(step.id)} -. undone by .-> ${nameOf(step.id)}u[/"${step.onFailure.uses}"/]`] : [],
    ),
    '',
  ].join('\n')
}

function triggerWords({ event, services, branches, green }: TriggerDefinition): string {
  return [
    `on ${event.join(', ')}`,
    ...(green === undefined ? [] : [green ? 'when green' : 'when red']),
    ...(services ? [`of ${services.join(', ')}`] : []),
    ...(branches ? [`on branch ${branches.join(', ')}`] : []),
  ].join(' ')
}

function arrow(from: string, to: string, when: string | undefined): string {
  return when === undefined ? `  ${from} --> ${to}` : `  ${from} -->|"${quoted(when)}"| ${to}`
}

function shapeOf(step: StepDefinition): string {
  const label = quoted([step.title ?? step.id, detailOf(step)].filter((part) => part !== '').join('<br>'))
  switch (step.uses) {
    case 'approval':
      return `{{"${label}"}}`
    case 'wait':
      return `(["${label}"])`
    default:
      return `["${label}"]`
  }
}

function detailOf(step: StepDefinition): string {
  const times = step.forEach === undefined ? '' : `for each, ${step.max ?? 1} at a time`
  return [whatOf(step), times].filter((part) => part !== '').join(', ')
}

function whatOf(step: StepDefinition): string {
  switch (step.uses) {
    case 'build':
    case 'test':
      return `${step.uses} ${step.with.service}`
    case 'deploy':
    case 'rollback':
    case 'restart':
    case 'health':
      return `${step.uses} ${step.with.service} in ${step.with.environment}`
    case 'scale':
      return `scale ${step.with.service} in ${step.with.environment} to ${step.with.count}`
    case 'command':
      return step.with.run.join(' ')
    case 'http':
      return `${step.with.method} ${step.with.url}`
    case 'agent':
      return `ask ${step.with.agent}`
    case 'approval':
      return `${step.with.count} × ${rolesFor(step.with).join(' / ')}, ${step.with.expires}`
    case 'github-actions':
      return `${step.with.workflow} of ${step.with.repository}`
    case 'gitlab-pipeline':
      return `pipeline of ${step.with.project}`
    case 'jenkins':
      return `Jenkins ${step.with.job}`
    case 'wait':
      return `wait ${step.with.for ?? step.with.until ?? step.with.event ?? ''}`
  }
}

/** Mermaid reads entities in quoted labels; nothing else in them means anything to it. */
const quoted = (text: string): string =>
  text
    .replaceAll('&', '#amp;')
    .replaceAll('"', '#quot;')
    .replaceAll('<br>', '\u0000')
    .replaceAll('<', '#lt;')
    .replaceAll('>', '#gt;')
    .replaceAll('\u0000', '<br>')
