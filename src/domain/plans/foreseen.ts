/** What a deployment would change where it goes, asked of its target without changing anything. */
export type Foreseen =
  /** `more`: how many others there are besides those that are listed. */
  | { readonly kind: 'changes'; readonly changes: readonly ForeseenChange[]; readonly more: number }
  /** It could not be asked; why, as a sentence. `willFail`: the deployment would be refused for the same reason. */
  | { readonly kind: 'unknown'; readonly why: string; readonly willFail?: true }

/** One difference. It never holds the value of a setting: values may be secrets. */
export type ForeseenChange =
  /** As short as both can be told apart: `v1.2.0` and `v1.3.0`. `container`: there where the pods have several. */
  | { readonly what: 'image'; readonly container?: string; readonly from: string; readonly to: string }
  | { readonly what: 'replicas'; readonly of: string; readonly from: number; readonly to: number }
  | { readonly what: 'created' | 'removed'; readonly kind: string; readonly name: string }
  /** A variable of the environment of a container. */
  | { readonly what: 'variable'; readonly name: string; readonly how: HowChanged }
  /** An entry of a ConfigMap. */
  | { readonly what: 'entry'; readonly of: string; readonly key: string; readonly how: HowChanged }
  /** `of`: `Deployment payments`; `field`: its path. */
  | { readonly what: 'field'; readonly of: string; readonly field: string; readonly how: HowChanged }
  /** Somebody else has set this field, and the deployment would not take it from them: it would be refused. */
  | { readonly what: 'contested'; readonly of: string; readonly field: string; readonly by: string }

export type HowChanged = 'added' | 'changed' | 'removed'

/** A card has room for so many. */
export const CHANGES_SHOWN = 8

/** What would stop the deployment comes first, then what would be lost. */
const ORDER: readonly ForeseenChange['what'][] = ['contested', 'removed', 'created', 'image', 'replicas']

const rank = ({ what }: ForeseenChange): number => (ORDER.includes(what) ? ORDER.indexOf(what) : ORDER.length)

/** As many as a card shows, the gravest first. Each object that would be removed is named, however many there are. */
export function foreseenChanges(all: readonly ForeseenChange[]): Foreseen {
  const sorted = all.toSorted((one, other) => rank(one) - rank(other))
  const changes = sorted.filter(({ what }, index) => index < CHANGES_SHOWN || what === 'removed')
  return { kind: 'changes', changes, more: sorted.length - changes.length }
}

/** Objects that would be removed now, and would not when it was foreseen before; nothing where one is not known. */
export function removedBesides(before: Foreseen | undefined, now: Foreseen | undefined): readonly string[] {
  if (before?.kind !== 'changes' || now?.kind !== 'changes') return []
  const known = removedIn(before.changes)
  return removedIn(now.changes).filter((one) => !known.includes(one))
}

const removedIn = (changes: readonly ForeseenChange[]): readonly string[] =>
  changes.flatMap((one) => (one.what === 'removed' ? [`${one.kind} ${one.name}`] : []))
