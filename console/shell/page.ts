import type { FunctionComponent } from 'preact'
import type { IconName } from '../view/icon.ts'
import type { Me } from './me.ts'

export interface PageProps {
  /** What follows the page in the address. */
  readonly rest: readonly string[]
  readonly query: Readonly<Record<string, string>>
  readonly me: Me
}

/** A page of the console; its line in pages.ts makes it one. */
export interface Page {
  /** The first part of its address: `#/overview`. */
  readonly id: string
  readonly title: string
  readonly icon: IconName
  /** `g`, then this letter, leads there. */
  readonly letter: string
  readonly content: FunctionComponent<PageProps>
}
