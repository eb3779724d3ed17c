import { BotError } from '../../../src/domain/errors.ts'

/** Why a cluster did not do what it was asked to. */
export type KubernetesProblem =
  | { readonly kind: 'no-config'; readonly file: string; readonly why: string }
  | { readonly kind: 'no-context'; readonly context: string; readonly file: string; readonly known: readonly string[] }
  | { readonly kind: 'no-credential'; readonly context: string; readonly why: string }
  /** The program that gives it has not answered. */
  | { readonly kind: 'late-credential'; readonly context: string; readonly seconds: number }
  | { readonly kind: 'unreachable'; readonly server: string; readonly why: string }
  | { readonly kind: 'silent'; readonly server: string; readonly seconds: number }
  | { readonly kind: 'unavailable'; readonly status: number; readonly why: string }
  | { readonly kind: 'unauthorized'; readonly context: string }
  | { readonly kind: 'forbidden'; readonly verb: string; readonly resource: string; readonly namespace: string }
  | { readonly kind: 'no-namespace'; readonly namespace: string }
  | { readonly kind: 'conflict' }
  /** Somebody else has set these fields to other values. */
  | { readonly kind: 'field-conflict'; readonly what: string; readonly fields: readonly FieldConflict[] }
  /** The cluster's own rules, such as a quota or an admission policy, or a manifest that is no manifest. */
  | { readonly kind: 'refused'; readonly what: string; readonly why: string }
  | { readonly kind: 'rubbish'; readonly server: string; readonly what: string }

/** A field that another field manager owns. */
export interface FieldConflict {
  /** `.spec.replicas` */
  readonly field: string
  readonly manager: string
}

/** Thrown when a cluster could not be used or refuses. What it says itself is bounded, and data. */
export class KubernetesError extends BotError {
  override readonly name = 'KubernetesError'
  readonly code = 'kubernetes_unavailable'
  readonly problem: KubernetesProblem

  constructor(problem: KubernetesProblem, options?: ErrorOptions) {
    super(sentenceOf(problem), options)
    this.problem = problem
  }

  get userMessage(): string {
    return sentenceOf(this.problem)
  }

  /** Asking again may help without anybody doing something. */
  get mayPass(): boolean {
    switch (this.problem.kind) {
      case 'late-credential':
      case 'unreachable':
      case 'silent':
      case 'unavailable':
      case 'conflict':
        return true
      default:
        return false
    }
  }

  /** What a person does about it. */
  get nextStep(): string {
    return nextStepFor(this.problem)
  }
}

function sentenceOf(problem: KubernetesProblem): string {
  switch (problem.kind) {
    case 'no-config':
      return `The kubeconfig ${problem.file} cannot be read: ${problem.why}.`
    case 'no-context':
      return `There is no context “${problem.context}” in ${problem.file}${known(problem.known)}.`
    case 'no-credential':
      return `The context ${problem.context} gives no credential: ${problem.why}.`
    case 'late-credential':
      return `The context ${problem.context} has given no credential within ${problem.seconds} s.`
    case 'unreachable':
      return `The Kubernetes API at ${problem.server} cannot be reached: ${problem.why}.`
    case 'silent':
      return `The Kubernetes API at ${problem.server} has not answered within ${problem.seconds} s.`
    case 'unavailable':
      return `The Kubernetes API answers with ${problem.status}: ${problem.why}.`
    case 'unauthorized':
      return `The cluster does not accept the credential of ${problem.context}: it is wrong or has expired.`
    case 'forbidden':
      return `Shipmate may not ${problem.verb} ${problem.resource} in the namespace ${problem.namespace}.`
    case 'no-namespace':
      return `There is no namespace ${problem.namespace} in the cluster.`
    case 'conflict':
      return 'Somebody else changes the same objects at this moment.'
    case 'field-conflict':
      return `Others own fields of ${problem.what}: ${problem.fields.map(({ field, manager }) => `${field} (${manager})`).join(', ')}.`
    case 'refused':
      return `The cluster refuses ${problem.what}: ${problem.why}.`
    case 'rubbish':
      return `${problem.server} answers with something that is no Kubernetes object: ${problem.what}.`
  }
}

function known(contexts: readonly string[]): string {
  return contexts.length === 0 ? ', it has none' : `; it has ${contexts.slice(0, 10).join(', ')}`
}

function nextStepFor(problem: KubernetesProblem): string {
  switch (problem.kind) {
    case 'no-config':
    case 'no-context':
      return 'Correct `kubeconfig` or `context` of the target in the configuration, then ask again.'
    case 'no-credential':
    case 'unauthorized':
      return 'Renew the credential of that context, then ask again.'
    case 'late-credential':
      return 'Look at the program that gives the credential of that context, then ask again.'
    case 'forbidden':
      return `Add the verb ${problem.verb} on ${problem.resource} to Shipmate's Role in ${problem.namespace} (docs/kubernetes.md has the whole Role), then ask again.`
    case 'no-namespace':
      return 'Create it, or correct `namespace` in the configuration, then ask again.'
    case 'refused':
    case 'field-conflict':
      return 'Correct that, then ask again.'
    case 'unreachable':
    case 'silent':
    case 'unavailable':
    case 'rubbish':
      return 'Look at the cluster, then ask again.'
    case 'conflict':
      return 'Ask again when that is over.'
  }
}
