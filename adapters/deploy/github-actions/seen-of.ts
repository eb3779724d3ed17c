import type { ActionsJob, ActionsRun } from '../../code-host/github/workflow-runs.ts'
import type { Undertaking } from './undertaking.ts'

const NAMED = 3

/** How far a run is, for people: `1 of 3 jobs done. In deploy: Push it out. https://…` */
export async function seenOf({ api }: Pick<Undertaking, 'api'>, { id, html_url }: ActionsRun): Promise<string> {
  // Nobody waits for it: where it cannot be had, the link alone is told.
  const jobs = await api.jobs(id).catch((): readonly ActionsJob[] => [])
  if (jobs.length === 0) return html_url
  const done = jobs.filter(({ status }) => status === 'completed').length
  const running = jobs.filter(({ status }) => status === 'in_progress').slice(0, NAMED)
  return [`${done} of ${jobs.length} jobs done.`, ...running.map(inJob), html_url].join(' ')
}

function inJob({ name, steps }: ActionsJob): string {
  const step = steps.find(({ status }) => status === 'in_progress')
  return `In ${name}${step ? `: ${step.name}` : ''}.`
}
