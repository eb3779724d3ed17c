import { codeStream } from '../domain/code-event.ts'
import { postponedReports } from '../domain/postponed-reports.ts'
import { schedules, workflowSchedules } from '../domain/projections.ts'
import { scheduleStream } from '../domain/schedule.ts'
import { scheduleStreamOf } from '../domain/workflows/schedule.ts'
import { textsIn } from '../texts/texts-in.ts'
import { endEach } from './end-each.ts'
import type { RestoringParts } from './parts.ts'

/** What was to start by itself may have started since. Moments of workflows count from now on. */
export async function endPlanned(parts: RestoringParts): Promise<Readonly<Record<string, number>>> {
  const { store } = parts
  const [scheduled, ruled, reports] = await Promise.all([
    store.list(schedules, { labels: ['open'] }),
    store.list(workflowSchedules),
    store.list(postponedReports),
  ])
  const schedulesEnded = await endEach(
    parts,
    scheduled.map(({ task, language }) => {
      const outcome = { kind: 'stopped', reason: textsIn(language).restored.asked } as const
      return { stream: scheduleStream(task), decide: async () => [{ type: 'schedule.due', task, outcome }] }
    }),
  )
  await endEach(
    parts,
    ruled.map(({ workflow, cron, zone }) => ({
      stream: scheduleStreamOf(workflow),
      decide: async () => [{ type: 'workflow.scheduled', workflow, cron, zone }],
    })),
  )
  const reportsEnded = await endEach(
    parts,
    reports.map(({ report }) => ({
      stream: codeStream(report),
      decide: async () => [{ type: 'code.answered', report, answers: [] }],
    })),
  )
  return { schedules: schedulesEnded, reports: reportsEnded }
}
