import { type PlaceScopeParts, placeScope } from '../../../src/queries/place-scope.ts'
import type { Whereabouts } from '../../../src/queries/scope.ts'
import { callTool, type OnToolFault } from '../../../src/tools/call-tool.ts'
import type { LookUp } from './model-session.ts'

export interface LookUpParts {
  /** What the tools of agents look into. */
  readonly lookedInto: PlaceScopeParts
  readonly onToolFault: OnToolFault
}

/** What an agent looks up while it judges something at this place: nothing of any other. */
export function lookUpAt({ lookedInto, onToolFault }: LookUpParts, place: Whereabouts): LookUp {
  const scope = placeScope(lookedInto, place)
  return (tools, call) => callTool(tools, call, scope, onToolFault)
}
