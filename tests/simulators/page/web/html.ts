import htm from 'htm'
import { type Attributes, type ComponentType, createElement, type VNode } from 'preact'

/** Elements as a template. What is put in is text, never markup: what a bot says cannot become part of the page. */
export const html = htm.bind(createElement) as (strings: TemplateStringsArray, ...values: unknown[]) => VNode

/** A component with its props, which the compiler checks. */
export function h<Props>(component: ComponentType<Props>, props: NoInfer<Props> & Attributes): VNode {
  return createElement(component, props) as VNode
}

/** What can stand in an element. */
export type Shown = VNode | string | readonly Shown[] | false | undefined

export type { VNode }
