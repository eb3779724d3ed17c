import type { Run } from '../../src/domain/run.ts'
import type { StepOutcome } from '../../src/domain/run-decisions.ts'
import type { CommandInputs } from '../../src/domain/workflows/definition.ts'
import { fill } from '../../src/domain/workflows/references.ts'
import { runMark } from '../../src/domain/workflows/run-mark.ts'
import { valuesOf } from '../../src/domain/workflows/values.ts'
import type { CommandEnd, CommandRunner } from '../../src/ports/command-runner.ts'
import { wouldBeOption } from './filled-values.ts'
import type { StepWorker } from './step-worker.ts'

const NO_TEXT = 'One of its values holds a character that no argument can hold (NUL).'
const USUAL_TIMEOUT_MS = 600_000

/** Values of secrets by their names, as the configuration declares them. */
export type Secrets = Readonly<Record<string, string>>

/** Runs the commands of a team's own workflows. */
export function createCommandWorker(runner: CommandRunner, secrets: Secrets): StepWorker {
  return async ({ run, step: { id, own }, signal }) => {
    if (own?.uses !== 'command') throw new Error(`${id} of ${run.task} is no command`)
    const { with: given, timeoutMs = USUAL_TIMEOUT_MS } = own
    const option = wouldBeOption(given.run, valuesOf(run, id))
    if (option !== undefined) {
      const nextStep = 'Ask again with another value, or put -- before it in the workflow.'
      return failed(`“${option.slice(0, 60)}” would be read as an option.`, nextStep, '')
    }
    const order = {
      task: run.task,
      run: runMark(run),
      step: id,
      attempt: (run.progress?.retries[id] ?? 0) + 1,
      ...filled(run, id, given, secrets),
      timeoutMs,
      repeatable: given.repeatable,
    }
    const hollow = [...order.command, ...Object.values(order.env)].some((text) => text.includes('\0'))
    if (hollow) return failed(NO_TEXT, `Have the step that said it leave it out, then say “retry ${run.task}”.`, '')
    return outcomeOf(await runner.runCommand(order, signal), order.command[0] ?? '', timeoutMs, run)
  }
}

function filled(run: Run, step: string, { run: command, env, folder }: CommandInputs, secrets: Secrets) {
  const values = valuesOf(run, step)
  const variables = Object.entries(env).map(([name, text]) => [name, fill(text, { ...values, secrets })])
  return {
    command: command.map((argument) => fill(argument, values)),
    env: Object.fromEntries(variables) as Record<string, string>,
    ...(folder !== undefined && { folder }),
  }
}

function outcomeOf(end: CommandEnd, program: string, timeoutMs: number, { task }: Run): StepOutcome {
  const nextStep = `Fix what its output shows, then say “retry ${task}”.`
  switch (end.kind) {
    case 'ended':
      return end.exitCode === 0
        ? { kind: 'done', outputs: end.outputs }
        : failed(`${program} ended with exit code ${end.exitCode}.`, nextStep, end.tail)
    case 'broken':
      return failed(`${program} ${end.how}.`, nextStep, end.tail)
    case 'timed-out':
      return failed(`${program} took longer than ${timeoutMs / 1_000} s and was stopped.`, nextStep, end.tail)
    case 'lost': {
      const reason = `${program} was interrupted, and it cannot be told how much of its work was done.`
      const look = `Look at what it has done, then say “retry ${task}”.`
      return { ...failed(reason, look, end.tail), unclear: 'lost' }
    }
    case 'cancelled':
      return { kind: 'cancelled' }
  }
}

function failed(reason: string, nextStep: string, tail: string): Extract<StepOutcome, { kind: 'failed' }> {
  return { kind: 'failed', reason, nextStep, ...(tail !== '' && { logTail: tail }) }
}
