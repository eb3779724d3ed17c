import type { CiRun } from '../../src/domain/ci-run.ts'
import { plainLog, shortenedLine } from '../../src/domain/plain-log.ts'
import type { StepOutcome } from '../../src/domain/run-decisions.ts'
import type { Undertaking } from './ci-undertaking.ts'

/** What becomes of a step whose run is over. */
export async function ended(at: Undertaking, run: CiRun): Promise<StepOutcome> {
  const { texts, about, how } = at
  if (run.state === 'passed') return passed(run)
  if (run.state === 'cancelled') {
    const reason = texts.cancelledThere({ ...about, url: run.url })
    return { kind: 'failed', reason, nextStep: texts.next.look({ how }) }
  }
  return whyFailed(at, run)
}

export function passed({ url, number, conclusion }: CiRun): StepOutcome {
  return { kind: 'done', outputs: { url, number: number ?? '', conclusion: conclusion ?? 'passed' } }
}

/** Nobody can tell what was done, so it is not tried again by itself. */
export const inDoubt = (reason: string, nextStep: string): StepOutcome => ({
  ...{ kind: 'failed', reason, nextStep },
  unclear: 'lost',
})

async function whyFailed({ ci, wanted, texts, about, how, redact }: Undertaking, run: CiRun): Promise<StepOutcome> {
  // That it has failed is known; where and why is worth a try.
  const parts = await ci.parts(wanted.job, run).catch(() => [])
  const log = await ci.log(wanted.job, run).catch(() => undefined)
  const part = parts.find(({ state }) => state === 'failed')
  const told = { ...about, system: systemOf(about, run), url: run.url }
  const where = part && redact([part.name, ...(part.step === undefined ? [] : [part.step])].join(', '))
  const logTail = log === undefined ? '' : tailOf(log, redact)
  return {
    kind: 'failed',
    reason: where === undefined ? texts.ended(told) : texts.endedIn({ ...told, part: where }),
    nextStep: texts.next.fix({ how }),
    ...(logTail !== '' && { logTail }),
    ...(part &&
      run.attempt !== undefined && { failedJobs: { run: Number(run.id), attempt: run.attempt, url: run.url } }),
  }
}

/** With the system's own word for the end, where that says more than that it failed. */
function systemOf({ system }: Undertaking['about'], { conclusion = 'failed' }: CiRun): string {
  return /^fail(ed|ure)$/i.test(conclusion) ? system : `${system}, ${conclusion}`
}

const TAIL_LINES = 200
const LINE_CHARACTERS = 300
const TAIL_CHARACTERS = 16_000

/** The last lines as plain text, without secrets. */
function tailOf(log: string, redact: (text: string) => string): string {
  const lines = redact(plainLog(log))
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(-TAIL_LINES)
    .map((line) => shortenedLine(line, LINE_CHARACTERS))
  let size = lines.join('\n').length
  let from = 0
  while (size > TAIL_CHARACTERS) size -= (lines[from++]?.length ?? 0) + 1
  return lines.slice(from).join('\n')
}
