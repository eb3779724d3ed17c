/** One event for one target, kept until it has arrived or is given up. */
export interface WebhookDelivery {
  /** The same with every try: who gets it twice knows it by this. */
  readonly id: string
  /** The name of who gets it. */
  readonly target: string
  /** Of the event in the log. */
  readonly position: number
  /** Of the event, such as `cicd.deploy.completed`. */
  readonly event: string
  /** JSON, as it is sent. */
  readonly body: string
}

export interface DueDelivery extends WebhookDelivery {
  /** Tries before this one. */
  readonly tries: number
}

/** As people see it who ask what has not arrived. */
export interface UndeliveredWebhook extends Omit<WebhookDelivery, 'body'> {
  /** `given-up`: it is tried again only when somebody asks for that. */
  readonly state: 'waiting' | 'given-up'
  readonly tries: number
  /** ISO 8601 in UTC; null before the first try and when it was given up. */
  readonly retryAt: string | null
  readonly lastFailure: string | null
}

/** Undelivered webhooks, for whoever has the machine. */
export interface WebhookDesk {
  /** Those that were given up first, then in the order of the log; at most 1,000. */
  list(): Promise<readonly UndeliveredWebhook[]>
  /** Has it tried again soon, from the first pause on. False when none that waits or was given up has this id. */
  resend(id: string): Promise<boolean>
}

export interface WebhookOutbox extends WebhookDesk {
  /** Keeps deliveries and moves the target's checkpoint, both or neither. False when it was moved meanwhile. */
  plan(reactor: string, from: number, to: number, deliveries: readonly WebhookDelivery[]): Promise<boolean>
  /** Claims what is due; what somebody claimed `claimMs` ago and has not ended is due again. */
  take(targets: readonly string[], now: Date, claimMs: number, limit: number): Promise<readonly DueDelivery[]>
  /** When the next one that waits or is claimed is to be looked at again; undefined when none waits. */
  nextAt(targets: readonly string[], claimMs: number): Promise<Date | undefined>
  /** It has arrived. */
  markDelivered(id: string): Promise<void>
  /** @param retryAt Undefined: it is given up. */
  markFailed(id: string, reason: string, retryAt: Date | undefined): Promise<void>
}
