/** An agent that judges, as its process describes it. */
export interface DecidingAgent {
  readonly name: string
  /** What it can be asked for: `deploy.risk`. */
  readonly capabilities: readonly string[]
  /** The first model of its route; left out, its rules judge alone. */
  readonly model?: string
  /** Judgements for which a model is asked. */
  readonly inHand: number
}

/** A process that takes steps, as it describes itself. */
export interface WorkerEntry {
  /** One life of the process: a restart is another. */
  readonly id: string
  /** How people call it; several may have the same name. */
  readonly name: string
  readonly host: string
  readonly pid: number
  /** The kinds of steps it takes. Names from another version may be among them. */
  readonly capabilities: readonly string[]
  /** The language models it is configured with, as `ollama/qwen3:8b`. */
  readonly models: readonly string[]
  /** Steps it works on. */
  readonly inHand: number
  /** The most steps it works on at a time. */
  readonly capacity: number
  /** The agents in it that judge; those of an older version do not say. */
  readonly deciding?: readonly DecidingAgent[]
}

/** Times are lengths by the registry's own clock, since those of different machines differ. */
export interface RegisteredWorker extends WorkerEntry {
  /** `lost`: it has neither renewed its lease nor said that it leaves. */
  readonly state: 'live' | 'lost'
  readonly registeredForMs: number
  readonly lastSeenMs: number
}
