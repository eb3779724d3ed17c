import { listIn } from './begin-step.ts'
import type { CommitOf } from './commit-of.ts'
import type { Action, WorkflowDefinition } from './definition.ts'
import { fill, parseReference, referencesIn, type Values } from './references.ts'

/** Commits by service and version, as {@link WorkflowDefinition.commits} keeps them. */
type Commits = Readonly<Record<string, string>>

const keyOf = (service: string, version: string): string => `${service} ${version}`

/** What a step that is done for an item of a list was told to bring, as the commit that it meant when it was asked for. */
export function pinnedVersion({ commits }: WorkflowDefinition, service: string, version: string): string {
  return commits?.[keyOf(service, version)] ?? version
}

/** The commits for the items of every list that is known before the run; one that a step makes is not. */
export async function commitsOfItems(
  { steps }: WorkflowDefinition,
  inputs: Values['inputs'],
  commitOf: CommitOf,
): Promise<Commits> {
  const wanted = steps.flatMap(({ forEach, onFailure, ...step }) => {
    if (forEach === undefined || ![forEach].flat().every(isKnown)) return []
    const known = { inputs, outputs: {}, results: {}, run: { task: '', by: '' } }
    const items = typeof forEach === 'string' ? listIn(fill(forEach, known)) : forEach.map((one) => fill(one, known))
    const actions: readonly Action[] = [step, ...(onFailure ? [onFailure] : [])]
    return actions.flatMap((action) => items.flatMap((item) => releaseOf(action, { ...known, item })))
  })
  const commits: Record<string, string> = {}
  for (const { service, version } of wanted) {
    const key = keyOf(service, version)
    const sha = commits[key] ?? (await commitOf(service, version))
    if (sha !== undefined) commits[key] = sha
  }
  return commits
}

function releaseOf(action: Action, values: Values): readonly { readonly service: string; readonly version: string }[] {
  if (!('with' in action) || !('version' in action.with)) return []
  if (![action.with.service, action.with.version].every(isKnown)) return []
  const [service, version] = [fill(action.with.service, values), fill(action.with.version, values)]
  return version === 'previous' ? [] : [{ service, version }]
}

/** It rests on nothing that only a run will know. */
const isKnown = (text: string): boolean =>
  referencesIn(text).every((inner) => ['input', 'item'].includes(parseReference(inner)?.kind ?? ''))
