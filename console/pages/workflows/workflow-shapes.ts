export interface ShownStep {
  readonly id: string
  readonly title?: string
  readonly uses: string
  readonly needs: readonly string[]
}

export interface ShownInput {
  readonly name: string
  readonly type: string
  readonly default?: string
  readonly description?: string
  readonly options?: readonly string[]
}

interface ShownTask {
  readonly id: string
  readonly state: string
  readonly workflow?: string
  readonly by: string
  readonly requested_at: string
}

export interface ShownWorkflow {
  readonly id: string
  readonly title?: string
  readonly inputs: readonly ShownInput[]
  readonly steps: readonly ShownStep[]
  readonly last?: ShownTask
}

export interface ShownRunStep {
  readonly id: string
  readonly state: string
  readonly needs: readonly string[]
  readonly started_at?: string
  readonly ended_at?: string
}

export interface ShownRun extends ShownTask {
  readonly by_name: string
  readonly steps: readonly ShownRunStep[]
  readonly failure?: { readonly reason: string; readonly step?: string; readonly next_step: string }
}
