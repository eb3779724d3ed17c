import type { Permissions } from '../access/permissions.ts'
import type { Catalog } from '../domain/catalog.ts'
import type { Inbox, Suggestion } from '../ports/chat-platform.ts'
import type { Source } from '../ports/source.ts'

export interface SuggestParts {
  readonly catalog: Catalog
  readonly delivery: Pick<Source, 'versions'>
  readonly permissions: Permissions
}

/** Completes what is typed into a slash command, for whoever may use what is completed: names are no secret to them. */
export function createSuggest({ catalog, delivery, permissions }: SuggestParts): Inbox['suggest'] {
  const things = { service: catalog.services, environment: catalog.environments }

  async function candidates({ slot, service }: Suggestion): Promise<readonly Candidate[]> {
    if (slot !== 'ref') return things[slot].map(({ id, aliases }) => ({ name: id, known: [id, ...aliases] }))
    const meant = things.service.find(({ id, aliases }) => [id, ...aliases].some((name) => name === service))
    const versions = meant === undefined ? [] : await delivery.versions(meant.id)
    return versions.map((name) => ({ name, known: [name] }))
  }

  return async (asked) => {
    const { by, groups = [], typed } = asked
    const allowed = await permissions.allowed({ user: by, groups }, ['deploy.status', 'deploy.start'])
    return allowed.length === 0 ? [] : bestFirst(await candidates(asked), typed.trim().toLowerCase())
  }
}

interface Candidate {
  readonly name: string
  readonly known: readonly string[]
}

/** Those that begin with what was typed, then those that hold it; otherwise in the order they came. */
function bestFirst(candidates: readonly Candidate[], typed: string): readonly string[] {
  const matching = (matches: (name: string) => boolean): readonly string[] =>
    candidates.filter(({ known }) => known.some((name) => matches(name.toLowerCase()))).map(({ name }) => name)
  return [...new Set([...matching((name) => name.startsWith(typed)), ...matching((name) => name.includes(typed))])]
}
