import type { ComponentBody } from './bodies.ts'

/** A component and where it stands in the list. */
export interface Placed {
  readonly component: ComponentBody
  readonly path: readonly (string | number)[]
}

/** All components, nested ones included, each after the one that holds it. */
export function allComponents(components: readonly ComponentBody[]): readonly Placed[] {
  return components.flatMap((component, index) => withNested({ component, path: [index] }))
}

function withNested(placed: Placed): readonly Placed[] {
  const { component, path } = placed
  const inside = (component.components ?? []).map((nested, index) => ({
    component: nested,
    path: [...path, 'components', index],
  }))
  const named = (['accessory', 'component'] as const).flatMap((name) => {
    const nested = component[name]
    return nested === undefined ? [] : [{ component: nested, path: [...path, name] }]
  })
  return [placed, ...[...inside, ...named].flatMap(withNested)]
}
