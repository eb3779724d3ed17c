import type { Workspace } from '../workspace.ts'
import { type Answer, type Arguments, type Desk, json, type Methods, refuse } from './answer.ts'

/** What an assistant shows beside its messages. */
export function assistantMethods({ workspace }: Desk): Methods {
  const inThread = (args: Arguments, write: (key: string) => void): Answer => {
    const { channel_id = '', thread_ts = '' } = args
    const fault = workspace.faultOf(channel_id)
    if (fault) return refuse(fault)
    if (!/^\d+\.\d+$/.test(thread_ts)) return refuse('invalid_thread_ts')
    write(threadKey(channel_id, thread_ts))
    workspace.changed()
    return { ok: true }
  }
  return {
    'assistant.threads.setStatus': (args) => inThread(args, (key) => setStatus(workspace, key, args.status ?? '')),
    'assistant.threads.setTitle': (args) => inThread(args, (key) => workspace.titles.set(key, args.title ?? '')),
    'assistant.threads.setSuggestedPrompts': (args) =>
      inThread(args, (key) => workspace.prompts.set(key, json(args.prompts))),
  }
}

function threadKey(channel: string, threadTs: string): string {
  return `${channel}:${threadTs}`
}

function setStatus(workspace: Workspace, key: string, status: string): void {
  if (status === '') workspace.statuses.delete(key)
  else workspace.statuses.set(key, status)
}
