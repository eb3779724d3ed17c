import { createContextValues } from '@connectrpc/connect'
import { fastifyConnectPlugin } from '@connectrpc/connect-fastify'
import type { FastifyInstance } from 'fastify'
import { systemClock } from '../../../src/ports/clock.ts'
import type { ApiBehind } from '../api/behind.ts'
import { createConnections } from '../api/connections.ts'
import { StartingError } from '../api/starting-error.ts'
import { countApart } from '../counts-itself.ts'
import { admitCalls } from './admit-calls.ts'
import { CALL, callOf } from './call-context.ts'
import { conversationService } from './conversation-service.ts'
import { file_grpc_health_v1_health, Health } from './generated/grpc/health/v1/health_pb.ts'
import { file_grpc_reflection_v1_reflection, ServerReflection } from './generated/grpc/reflection/v1/reflection_pb.ts'
import {
  ConversationService,
  file_shipmate_v1_shipmate,
  LookupService,
  WorkflowService,
} from './generated/shipmate/v1/shipmate_pb.ts'
import { healthService } from './health-service.ts'
import { limitStreams } from './long-streams.ts'
import { lookupService } from './lookup-service.ts'
import { reflectionService } from './reflection-service.ts'
import { type CallWatch, watchCalls } from './watch-calls.ts'
import { workflowService } from './workflow-service.ts'

export interface GrpcParts extends CallWatch {
  /** Undefined while the bot starts. */
  readonly behind: () => ApiBehind | undefined
  /** What `/ready` says. */
  readonly isReady: () => Promise<boolean>
}

/** Far more than the longest message. */
const LARGEST_MESSAGE_BYTES = 256 * 1024
/** What a page of cards takes at most; answers are paged. */
const LARGEST_ANSWER_BYTES = 8 * 1024 * 1024

/** Probes have no token. */
const OPEN: readonly string[] = [`/${Health.typeName}/Check`, `/${Health.typeName}/List`]

/**
 * gRPC, gRPC-Web and Connect: the same conversation, rights and confirmations as in chat, for those who show a token. Over
 * HTTP/1.1 the latter two: gRPC itself takes HTTP/2.
 */
export async function serveGrpc(server: FastifyInstance, parts: GrpcParts): Promise<void> {
  const { isReady, onFault } = parts
  const behind = (): ApiBehind => {
    const there = parts.behind()
    if (!there) throw new StartingError('a call came before the bot was ready')
    return there
  }
  await server.register(async (rpc) => {
    if (!rpc.hasRequestDecorator('caller')) rpc.decorateRequest('caller', undefined)
    countApart(rpc)
    admitCalls(rpc, { behind, isOpen: (path) => OPEN.includes(path), onFault })
    await rpc.register(fastifyConnectPlugin, {
      readMaxBytes: LARGEST_MESSAGE_BYTES,
      writeMaxBytes: LARGEST_ANSWER_BYTES,
      shutdownTimeoutMs: 1,
      contextValues: (request) => createContextValues().set(CALL, callOf(request)),
      interceptors: [
        watchCalls(parts),
        limitStreams({ connections: createConnections(), clock: () => parts.behind()?.clock ?? systemClock }),
      ],
      routes(router) {
        const ours = [ConversationService, WorkflowService, LookupService]
        router.service(ConversationService, conversationService(behind))
        router.service(WorkflowService, workflowService(behind))
        router.service(LookupService, lookupService(behind))
        router.service(Health, healthService({ behind, isReady, services: ours.map(({ typeName }) => typeName) }))
        router.service(
          ServerReflection,
          reflectionService([
            file_shipmate_v1_shipmate,
            file_grpc_health_v1_health,
            file_grpc_reflection_v1_reflection,
          ]),
        )
      },
    })
  })
}
