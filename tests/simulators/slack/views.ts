import { type SimulatorClock, systemClock } from '../clock.ts'
import { checkView } from './blocks/check-view.ts'
import type { Refusal } from './blocks/refusal.ts'
import { type TriggerFault, Triggers } from './triggers.ts'

/** A modal or Home tab as Slack has it. */
export interface View {
  readonly id: string
  /** Whose screen it is on. */
  readonly user: string
  readonly team: string
  readonly callback_id: string
  readonly private_metadata: string
  readonly title: string
  readonly note: string
  readonly label: string
  readonly sent: ViewBody
  /** Changes with each change; an update may name the one it knows. */
  readonly hash: string
  /** The lowest of its stack. */
  readonly root: string
  readonly previous?: string
}

interface Text {
  readonly type: string
  readonly text: string
}

export interface ViewBody {
  readonly type: string
  readonly callback_id?: string
  readonly private_metadata?: string
  readonly external_id?: string
  readonly notify_on_close?: boolean
  readonly title: Text
  readonly submit?: Text
  readonly close?: Text
  readonly blocks: readonly ViewBlock[]
}

export interface ViewBlock {
  readonly type: string
  readonly block_id?: string
  readonly optional?: boolean
  readonly text?: Text
  readonly label?: Text
  readonly hint?: Text
  readonly element?: ViewElement
}

export interface ViewElement {
  readonly type: string
  readonly action_id: string
  readonly multiline?: boolean
  readonly max_length?: number
  readonly initial_value?: string
  readonly initial_option?: unknown
  readonly options?: readonly { readonly text: Text; readonly value: string }[]
}

export type ViewOutcome =
  | View
  | Refusal
  | TriggerFault
  | 'not_found'
  | 'push_limit_reached'
  | 'hash_conflict'
  | 'invalid_trigger_id'

/** Modals on top of each other. https://docs.slack.dev/surfaces/modals */
const HIGHEST_STACK = 3

type HasFile = (id: string) => boolean
const anyFile: HasFile = () => true

/** What is open on the screens of a workspace. */
export class Views {
  /** Everything that was opened or pushed, oldest first, each as it is now. */
  readonly all: View[] = []
  readonly triggers: Triggers
  readonly #homes = new Map<string, View>()
  /** By person, the lowest first. */
  readonly #open = new Map<string, string[]>()
  #count = 0

  constructor(clock: SimulatorClock = systemClock()) {
    this.triggers = new Triggers(clock)
  }

  open(triggerId: string, body: ViewBody, hasFile = anyFile): ViewOutcome {
    return this.#show(triggerId, body, hasFile, () => [])
  }

  push(triggerId: string, body: ViewBody, hasFile = anyFile): ViewOutcome {
    return this.#show(triggerId, body, hasFile, (user) => this.#open.get(user) ?? [])
  }

  update(
    which: {
      readonly id?: string | undefined
      readonly externalId?: string | undefined
      readonly hash?: string | undefined
    },
    body: ViewBody,
    hasFile = anyFile,
  ): ViewOutcome {
    const before = this.all.find(
      ({ id, sent }) => id === which.id || (which.externalId && sent.external_id === which.externalId),
    )
    if (!before || !this.isOpen(before)) return 'not_found'
    if (which.hash !== undefined && which.hash !== before.hash) return 'hash_conflict'
    const refusal = checkView(body, hasFile)
    if (refusal) return refusal
    const { id, user, team, root, previous } = before
    const after = this.#view({ id, user, team, root, ...(previous && { previous }) }, body)
    this.all[this.all.indexOf(before)] = after
    return after
  }

  publish(user: string, body: ViewBody, hash: string | undefined, hasFile = anyFile): ViewOutcome {
    const before = this.#homes.get(user)
    if (hash !== undefined && before && before.hash !== hash) return 'hash_conflict'
    const refusal =
      body.type === 'home'
        ? checkView(body, hasFile)
        : { error: 'invalid_arguments', messages: ['unsupported type [json-pointer:/view/type]'] }
    if (refusal) return refusal
    const id = before?.id ?? this.#nextId()
    const home = this.#view({ id, user, team: before?.team ?? 'T1', root: id }, body)
    this.#homes.set(user, home)
    return home
  }

  homeOf(user: string): View | undefined {
    return this.#homes.get(user)
  }

  isOpen({ id, user }: View): boolean {
    return this.#open.get(user)?.includes(id) ?? false
  }

  /** The open modals of somebody, the one on top last. */
  openOf(user: string): readonly View[] {
    const ids = this.#open.get(user) ?? []
    return ids.flatMap((id) => this.all.filter((view) => view.id === id))
  }

  /** Takes away the modal and what is on top of it, or all of them. */
  close({ id, user }: View, all = false): void {
    const ids = this.#open.get(user) ?? []
    this.#open.set(user, all ? [] : ids.slice(0, ids.indexOf(id)))
  }

  #show(triggerId: string, body: ViewBody, hasFile: HasFile, below: (user: string) => readonly string[]): ViewOutcome {
    const trigger = this.triggers.find(triggerId)
    if (typeof trigger === 'string') return trigger
    const refusal =
      body.type === 'modal'
        ? checkView(body, hasFile)
        : { error: 'invalid_arguments', messages: ['unsupported type [json-pointer:/view/type]'] }
    if (refusal) return refusal
    const { user, team } = trigger
    const under = below(user)
    if (under.length >= HIGHEST_STACK) return 'push_limit_reached'
    this.triggers.use(trigger)
    const id = this.#nextId()
    const previous = under.at(-1)
    const opened = this.#view({ id, user, team, root: under[0] ?? id, ...(previous && { previous }) }, body)
    this.all.push(opened)
    this.#open.set(user, [...under, id])
    return opened
  }

  #view(place: Pick<View, 'id' | 'user' | 'team' | 'root' | 'previous'>, body: ViewBody): View {
    this.#count += 1
    return {
      ...place,
      callback_id: body.callback_id ?? '',
      private_metadata: body.private_metadata ?? '',
      title: body.title?.text ?? '',
      note: body.blocks.find(({ type }) => type === 'section')?.text?.text ?? '',
      label: body.blocks.find(({ type }) => type === 'input')?.label?.text ?? '',
      sent: body,
      hash: `1700000000.${this.#count}`,
    }
  }

  #nextId(): string {
    this.#count += 1
    return `V${this.#count}`
  }
}

/** Whether Slack takes this as a modal. */
export function isViewValid(body: unknown): boolean {
  return checkView(body) === undefined
}
