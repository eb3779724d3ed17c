import { isAbsolute } from 'node:path'
import { MOST_INSTANCES } from '../../src/domain/plans/scale.ts'
import type { Action, StepDefinition } from '../../src/domain/workflows/definition.ts'
import { durationMs } from '../../src/domain/workflows/duration.ts'
import { referencesIn } from '../../src/domain/workflows/references.ts'
import type { Path } from '../source.ts'
import type { Found } from './found.ts'

/** What an action cannot be, whatever the other steps are. */
export function stepProblems(step: StepDefinition, path: Path): readonly Found[] {
  const { onFailure, forEach, retry, uses } = step
  const waits = uses === 'approval' || uses === 'wait'
  return [
    ...actionProblems(step, path),
    ...(onFailure ? [...actionProblems(onFailure, [...path, 'onFailure']), ...waitsToUndo(onFailure, path)] : []),
    ...(waits && forEach !== undefined
      ? [{ path: [...path, 'forEach'], problem: `cannot be with ${uses}`, remedy: 'Wait once, before or after.' }]
      : []),
    ...(waits && retry
      ? [{ path: [...path, 'retry'], problem: `cannot be with ${uses}`, remedy: 'Say how long it may wait instead.' }]
      : []),
  ]
}

function waitsToUndo({ uses }: Action, path: Path): readonly Found[] {
  if (uses !== 'approval' && uses !== 'wait') return []
  const problem = `${uses} undoes nothing`
  return [{ path: [...path, 'onFailure', 'uses'], problem, remedy: 'Use what restores, such as rollback.' }]
}

function actionProblems(action: Action, path: Path): readonly Found[] {
  switch (action.uses) {
    case 'command':
      return commandProblems(action.with.run, action.with.folder, [...path, 'with'])
    case 'http':
      return urlProblems(action.with.url, [...path, 'with', 'url'])
    case 'wait':
      return spanProblems(action.with.for, [...path, 'with', 'for'])
    case 'scale':
      return countProblems(action.with.count, [...path, 'with', 'count'])
    case 'build':
    case 'test':
    case 'deploy':
    case 'rollback':
    case 'restart':
    case 'health':
    case 'agent':
    case 'approval':
    case 'github-actions':
    case 'gitlab-pipeline':
    case 'jenkins':
      return []
  }
}

/** Whoever starts a workflow says values, and never which program runs. */
function commandProblems([program = '']: readonly string[], folder: string | undefined, path: Path): readonly Found[] {
  const wrong: Found[] = []
  if (program === '' || referencesIn(program).length > 0)
    wrong.push({ path: [...path, 'run'], problem: 'must begin with a program', remedy: 'Name it in the file itself.' })
  else if (/\s/.test(program))
    wrong.push({
      path: [...path, 'run'],
      problem: `'${program.slice(0, 60)}' is no program: no shell splits it`,
      remedy: 'Write a list, such as [npm, test].',
    })
  if (folder !== undefined && (!isAbsolute(folder) || referencesIn(folder).length > 0))
    wrong.push({
      path: [...path, 'folder'],
      problem: 'must be an absolute path without references',
      remedy: 'Name it.',
    })
  return wrong
}

/** The host is the file's own word, so that no value leads a request elsewhere. */
function urlProblems(url: string, path: Path): readonly Found[] {
  if (/^https?:\/\/[^/${}\s]+(?:\/|\?|$)/.test(url)) return []
  const remedy = `Write such as https://example.com/api/\${{ inputs.x }}.`
  return [{ path, problem: 'must be http:// or https:// with a host that is no reference', remedy }]
}

function countProblems(count: string, path: Path): readonly Found[] {
  const isNumber = /^\d+$/.test(count) && Number(count) <= MOST_INSTANCES
  if (referencesIn(count).length > 0 || isNumber) return []
  const problem = `'${count.slice(0, 40)}' is no number of instances`
  return [{ path, problem, remedy: `Write 0 to ${MOST_INSTANCES}.` }]
}

function spanProblems(span: string | undefined, path: Path): readonly Found[] {
  if (span === undefined || referencesIn(span).length > 0 || durationMs(span) !== undefined) return []
  return [{ path, problem: `'${span.slice(0, 40)}' is no duration`, remedy: 'Write such as 90s, 30m, 2h or 3d.' }]
}
