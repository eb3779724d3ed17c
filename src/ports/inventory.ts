import type { Fleet } from '../domain/device.ts'
import { BotError } from '../domain/errors.ts'
import type { EnvironmentId, ServiceId } from '../domain/ids.ts'
import type { Release } from '../domain/release.ts'
import type { RepairAction } from '../domain/repair-policy.ts'

/** Knows what runs on devices that others look after. */
export interface DeviceList {
  /**
   * All devices at this moment; calls at the same time share one answer.
   * @throws {InventoryUnavailableError} when it does not answer, or not with something that can be used.
   */
  devices(): Promise<Fleet>
}

interface Order {
  /** The same order has the same key, however often it is given: the inventory carries it out once. */
  readonly key: string
  /** Rises with every attempt; the inventory refuses one that is lower than the highest it has seen there. */
  readonly fencingToken: number
}

/** Tells a ring what to run. */
export interface VersionOrder extends Order {
  readonly service: ServiceId
  readonly ring: EnvironmentId
  /** Left out: nothing is to run there. */
  readonly release?: Release
}

/** Puts one service on one device right. */
export interface RepairOrder extends Order {
  readonly service: ServiceId
  readonly device: string
  readonly action: RepairAction
  /** What the device should have. */
  readonly release: Release
}

/** What an inventory says to an order. */
export type OrderAnswer =
  | { readonly kind: 'accepted' }
  /** A newer order has been there. */
  | { readonly kind: 'outdated' }
  /** It will never do that; why, in its words, which are data. */
  | { readonly kind: 'refused'; readonly why: string }

/** Orders to devices. @throws {InventoryUnavailableError} when it is not known whether one arrived; giving it again is safe. */
export interface DeviceOrders {
  setVersion(order: VersionOrder): Promise<OrderAnswer>
  repair(order: RepairOrder): Promise<OrderAnswer>
}

/** A service that knows devices and takes orders to them. Its contract: docs/inventory.md. */
export interface Inventory extends DeviceList, DeviceOrders {
  /** For people. */
  readonly address: string
}

/** Why an inventory could not be used. */
export type InventoryProblem =
  | { readonly kind: 'silent'; readonly seconds: number }
  | { readonly kind: 'unreachable'; readonly why: string }
  | { readonly kind: 'refused'; readonly status: number }
  | { readonly kind: 'too-large'; readonly megabytes: number }
  | { readonly kind: 'too-many'; readonly most: number }
  | { readonly kind: 'rubbish'; readonly what: string }

/** Thrown when an inventory cannot be used at this moment. Nothing was changed by us; safe to try again. */
export class InventoryUnavailableError extends BotError {
  override readonly name = 'InventoryUnavailableError'
  readonly code = 'inventory_unavailable'
  readonly problem: InventoryProblem

  constructor(problem: InventoryProblem, options?: ErrorOptions) {
    super(sentenceOf(problem), options)
    this.problem = problem
  }

  get userMessage(): string {
    return sentenceOf(this.problem)
  }
}

function sentenceOf(problem: InventoryProblem): string {
  switch (problem.kind) {
    case 'silent':
      return `The inventory has not answered within ${problem.seconds} s.`
    case 'unreachable':
      return `The inventory cannot be reached: ${problem.why}.`
    case 'refused':
      return `The inventory answers with ${problem.status}.`
    case 'too-large':
      return `The inventory sends more than ${problem.megabytes} MB.`
    case 'too-many':
      return `The inventory lists more than ${problem.most} devices.`
    case 'rubbish':
      return `The inventory answers with something that cannot be read: ${problem.what}.`
  }
}
