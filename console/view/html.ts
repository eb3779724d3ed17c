import htm from 'htm'
import { type Attributes, type ComponentChildren, type ComponentType, createElement, type VNode } from 'preact'

/**
 * Elements as a template: html`<p class="note">${text}</p>`. What is put in is text, never markup. Components are put in
 * with {@link h}, so that the compiler checks their props.
 */
export const html = htm.bind(createElement) as (strings: TemplateStringsArray, ...values: unknown[]) => VNode

/** A component with its props: `h(Navigation, { pages })`. */
export function h<Props>(
  component: ComponentType<Props>,
  props: NoInfer<Props> & Attributes,
  ...children: ComponentChildren[]
): VNode {
  return createElement(component, props, ...children) as VNode
}

export type { ComponentChildren, VNode }
