import {
  type APIInteraction,
  type Client,
  Events,
  GatewayDispatchEvents,
  type GatewayInteractionCreateDispatch,
  type GatewayMessageCreateDispatch,
  type GatewayMessageCreateDispatchData,
  type GatewayMessageDeleteBulkDispatch,
  type GatewayMessageDeleteBulkDispatchData,
  type GatewayMessageDeleteDispatch,
  type GatewayMessageDeleteDispatchData,
  type GatewayMessageUpdateDispatch,
  type GatewayMessageUpdateDispatchData,
} from 'discord.js'

export interface ArrivalListeners {
  message(payload: GatewayMessageCreateDispatchData): void
  /** Somebody has edited a message, or Discord has added the preview of a link. */
  edit(payload: GatewayMessageUpdateDispatchData): void
  deletion(payload: GatewayMessageDeleteDispatchData | GatewayMessageDeleteBulkDispatchData): void
  interaction(payload: APIInteraction): void
}

/** What has come over the gateway for us, in order. */
interface Arrivals {
  /** Hands over what has waited, then everything as it comes. */
  deliverTo(listeners: ArrivalListeners): void
  /** When anything at all last came, in milliseconds; 0 before the first. */
  lastAt(): number
}

type Arrival = (listeners: ArrivalListeners) => void

/**
 * Keeps what came until somebody listens. discord.js announces each packet before it reads it; a packet taken here is
 * hidden from it, since its reading throws, and ends the process, when a compatible server leaves a field out.
 */
export function queueArrivals(client: Client): Arrivals {
  const waiting: Arrival[] = []
  let deliver = (arrival: Arrival): unknown => waiting.push(arrival)
  let lastAt = 0
  client.on(Events.Raw, (packet: Packet) => {
    lastAt = Date.now()
    const arrival = arrivalOf(packet)
    if (arrival === undefined) return
    packet.t = null
    deliver(arrival)
  })
  return {
    lastAt: () => lastAt,
    deliverTo(listeners) {
      deliver = (arrival) => arrival(listeners)
      for (const arrival of waiting.splice(0)) arrival(listeners)
    },
  }
}

type Packet =
  | { t: null }
  | (Pick<GatewayMessageCreateDispatch, 'd'> & { t: GatewayDispatchEvents.MessageCreate | null })
  | (Pick<GatewayMessageUpdateDispatch, 'd'> & { t: GatewayDispatchEvents.MessageUpdate | null })
  | (Pick<GatewayMessageDeleteDispatch, 'd'> & { t: GatewayDispatchEvents.MessageDelete | null })
  | (Pick<GatewayMessageDeleteBulkDispatch, 'd'> & { t: GatewayDispatchEvents.MessageDeleteBulk | null })
  | (Pick<GatewayInteractionCreateDispatch, 'd'> & { t: GatewayDispatchEvents.InteractionCreate | null })

function arrivalOf(packet: Packet): Arrival | undefined {
  switch (packet.t) {
    case GatewayDispatchEvents.MessageCreate:
      return (listeners) => listeners.message(packet.d)
    case GatewayDispatchEvents.MessageUpdate:
      return (listeners) => listeners.edit(packet.d)
    case GatewayDispatchEvents.MessageDelete:
    case GatewayDispatchEvents.MessageDeleteBulk:
      return (listeners) => listeners.deletion(packet.d)
    case GatewayDispatchEvents.InteractionCreate:
      return (listeners) => listeners.interaction(packet.d)
    default:
      return undefined
  }
}
