import { isValidElement, toChildArray, type VNode } from 'preact'

/** What a browser would show of a drawing that needs no state. */
export interface Drawn {
  readonly text: string
  /** Every element of a name, in order, with its attributes and the words in it. */
  readonly all: (name: string) => readonly (Readonly<Record<string, unknown>> & { readonly text: string })[]
}

export function drawn(node: unknown): Drawn {
  const found: { readonly name: string; readonly props: Record<string, unknown>; readonly text: string }[] = []
  const walk = (one: unknown): string => {
    if (typeof one === 'string' || typeof one === 'number') return String(one)
    if (Array.isArray(one)) return toChildArray(one).map(walk).join(' ')
    if (!isValidElement(one)) return ''
    const { type, props } = one as VNode<Record<string, unknown>>
    if (typeof type === 'function') return walk((type as (props: unknown) => unknown)(props))
    const index = found.push({ name: type, props, text: '' }) - 1
    const text = walk(toChildArray(props.children)).replace(/\s+/g, ' ').trim()
    found[index] = { name: type, props, text }
    return text
  }
  const text = walk(node).replace(/\s+/g, ' ').trim()
  return {
    text,
    all: (name) => found.filter((one) => one.name === name).map((one) => ({ ...one.props, text: one.text })),
  }
}
