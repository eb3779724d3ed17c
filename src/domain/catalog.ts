/** One thing people name: its id and what else they call it. */
export interface NamedThing {
  readonly id: string
  readonly aliases: readonly string[]
}

/** Everything people can name when they talk to Shipmate. Every list may be empty. */
export interface Catalog {
  readonly services: readonly NamedThing[]
  readonly environments: readonly NamedThing[]
  readonly rings: readonly NamedThing[]
  readonly devices: readonly NamedThing[]
  readonly workflows: readonly NamedThing[]
  readonly bots: readonly NamedThing[]
}
