import { createRegistry, type DescFile, toBinary } from '@bufbuild/protobuf'
import { FileDescriptorProtoSchema } from '@bufbuild/protobuf/wkt'
import { Code, type ServiceImpl } from '@connectrpc/connect'
import type { ServerReflection, ServerReflectionRequest } from './generated/grpc/reflection/v1/reflection_pb.ts'

type Asked = ServerReflectionRequest['messageRequest']

/** What tools such as grpcurl ask to learn which services there are. */
export function reflectionService(served: readonly DescFile[]): ServiceImpl<typeof ServerReflection> {
  const files = new Map(served.flatMap(withDependencies).map((file) => [file.proto.name, file]))
  const registry = createRegistry(...files.values())
  const services = served.flatMap((file) => file.services.map(({ typeName }) => typeName)).toSorted()

  const answer = (asked: Asked): Init => {
    switch (asked.case) {
      case 'listServices':
        return { case: 'listServicesResponse', value: { service: services.map((name) => ({ name })) } }
      case 'fileByFilename':
        return filesOf(files.get(asked.value), asked.value)
      case 'fileContainingSymbol':
        return filesOf(fileWith(asked.value), asked.value)
      case 'allExtensionNumbersOfType':
        return registry.getMessage(asked.value)
          ? { case: 'allExtensionNumbersResponse', value: { baseTypeName: asked.value, extensionNumber: [] } }
          : notFound(asked.value)
      case 'fileContainingExtension':
        return notFound(`extension ${asked.value.extensionNumber} of ${asked.value.containingType}`)
      case undefined:
        return fault(Code.InvalidArgument, 'Nothing is asked.')
    }
  }

  /** Also for a method or a field: its file is that of what holds it. */
  const fileWith = (symbol: string): DescFile | undefined => {
    const found = registry.get(symbol) ?? registry.get(symbol.slice(0, symbol.lastIndexOf('.')))
    return found?.kind === 'extension' ? undefined : found?.file
  }

  return {
    async *serverReflectionInfo(requests) {
      for await (const request of requests)
        yield { validHost: request.host, originalRequest: request, messageResponse: answer(request.messageRequest) }
    },
  }
}

type Init =
  | { readonly case: 'listServicesResponse'; readonly value: { readonly service: { readonly name: string }[] } }
  | { readonly case: 'fileDescriptorResponse'; readonly value: { readonly fileDescriptorProto: Uint8Array[] } }
  | {
      readonly case: 'allExtensionNumbersResponse'
      readonly value: { readonly baseTypeName: string; readonly extensionNumber: number[] }
    }
  | { readonly case: 'errorResponse'; readonly value: { readonly errorCode: number; readonly errorMessage: string } }

/** With all that it builds on: whoever asks need not ask again. */
function filesOf(file: DescFile | undefined, name: string): Init {
  if (!file) return notFound(name)
  const all = [...new Set([file, ...withDependencies(file)])]
  return {
    case: 'fileDescriptorResponse',
    value: { fileDescriptorProto: all.map(({ proto }) => toBinary(FileDescriptorProtoSchema, proto)) },
  }
}

const withDependencies = (file: DescFile): readonly DescFile[] => [
  file,
  ...file.dependencies.flatMap((other) => withDependencies(other)),
]

const notFound = (name: string): Init => fault(Code.NotFound, `There is no ${name}.`)
const fault = (errorCode: Code, errorMessage: string): Init => ({
  case: 'errorResponse',
  value: { errorCode, errorMessage },
})
