import { type Answer, type Arguments, type Desk, json, type Methods, refuse } from './answer.ts'
import { writeFault } from './chat.ts'

/** Files in three steps: ask for an address, put the bytes there, complete it, in a channel or in none. */
export function fileMethods({ workspace, host }: Desk): Methods {
  const promised = new Map<string, string>()

  function complete({ files = '[]', channel_id, thread_ts }: Arguments): Answer {
    const shared = json<readonly { readonly id: string; readonly title?: string }[]>(files) ?? []
    if (shared.length === 0) return refuse('no_file_found')
    const fault = channel_id === undefined ? undefined : writeFault(workspace, channel_id, thread_ts)
    if (fault) return refuse(fault)
    if (shared.some(({ id }) => !workspace.uploads.has(id))) return refuse('file_not_found')
    for (const { id, title } of shared) {
      if (channel_id === undefined) continue
      const name = title ?? promised.get(id) ?? id
      const content = workspace.uploads.get(id) ?? ''
      const ts = workspace.nextTs()
      workspace.files.push({ id, ts, name, content, channel: channel_id, ...(thread_ts && { threadTs: thread_ts }) })
    }
    workspace.changed()
    return { ok: true, files: shared.map(({ id, title }) => ({ id, title: title ?? promised.get(id) })) }
  }

  return {
    'files.getUploadURLExternal': ({ filename = '', length }) => {
      if (filename === '') return refuse('invalid_arguments')
      if (length !== undefined && !(Number(length) > 0)) return refuse('invalid_arguments')
      const id = `F${workspace.uploads.size + 1}`
      workspace.uploads.set(id, '')
      promised.set(id, filename)
      return { ok: true, file_id: id, upload_url: `http://${host()}/upload/${id}` }
    },
    'files.completeUploadExternal': complete,
    'files.info': ({ file = '' }) =>
      workspace.uploads.has(file)
        ? {
            ok: true,
            file: {
              id: file,
              name: promised.get(file),
              mimetype: 'text/plain',
              size: workspace.uploads.get(file)?.length,
            },
          }
        : refuse('file_not_found'),
  }
}
