import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { link, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { BotError } from '../../src/domain/errors.ts'
import { identifyProcess, isRunning, type ProcessIdentity } from '../process/process-identity.ts'

/** Thrown when another process has the folder open. Nothing was touched. */
export class FolderInUseError extends BotError {
  override readonly name = 'FolderInUseError'
  readonly code = 'folder_in_use'
  readonly userMessage: string
  readonly pid: number
  constructor(folder: string, pid: number) {
    super(`process ${pid} has ${folder} open`)
    this.pid = pid
    this.userMessage =
      `Shipmate already runs as process ${pid} and has ${folder} open. ` +
      `Stop that one first (kill ${pid}), or start this one with another folder, or give both a DATABASE_URL.`
  }
}

const TURN_FILE = /^owner-(\d+)$/

/**
 * Makes this process the only owner of a folder until it ends or calls what is returned. Every owner writes down the next
 * number, once and whole; the highest number owns. What a killed process left behind is known by its pid and start time.
 * @throws {FolderInUseError} when another process owns it.
 */
export async function ownFolder(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true })
  const me = identifyProcess(process.pid)
  if (!me) throw new Error('this system does not tell when a process started, so its folder cannot be guarded')
  const turn = await takeTurn(folder, me)
  return async () => {
    await writeTurn(folder, turn + 1, undefined)
    await forgetBefore(folder, turn + 1)
  }
}

/** For whoever would do other things first. @throws {FolderInUseError} when another process owns the folder. */
export async function refuseOwned(folder: string): Promise<void> {
  if (!existsSync(folder)) return
  refuseRunning(folder, await ownerOf(folder, await lastTurn(folder)))
}

async function takeTurn(folder: string, me: ProcessIdentity): Promise<number> {
  for (;;) {
    const last = await lastTurn(folder)
    refuseRunning(folder, await ownerOf(folder, last))
    const mine = last + 1
    if (!(await writeTurn(folder, mine, me))) continue
    // Somebody may have come and gone since the look above; a higher number then stands there and this one is void.
    if (Math.max(...(await turnsOf(folder))) === mine) {
      await forgetBefore(folder, mine)
      return mine
    }
    await rm(fileOf(folder, mine), { force: true })
  }
}

function refuseRunning(folder: string, owner: ProcessIdentity | undefined): void {
  if (owner && isRunning(owner)) throw new FolderInUseError(folder, owner.pid)
}

async function lastTurn(folder: string): Promise<number> {
  return Math.max(0, ...(await turnsOf(folder)))
}

async function turnsOf(folder: string): Promise<readonly number[]> {
  return (await readdir(folder)).flatMap((name) => TURN_FILE.exec(name)?.slice(1).map(Number) ?? [])
}

/** Undefined for nobody: no such turn, or its owner left in good order. */
async function ownerOf(folder: string, turn: number): Promise<ProcessIdentity | undefined> {
  const text = await readFile(fileOf(folder, turn), 'utf8').catch(() => '')
  return text === '' ? undefined : (JSON.parse(text) as ProcessIdentity)
}

/** False when somebody else has that number. A link appears with its content or not at all. */
async function writeTurn(folder: string, turn: number, owner: ProcessIdentity | undefined): Promise<boolean> {
  const draft = join(folder, `.owner-draft-${randomUUID()}`)
  await writeFile(draft, owner ? JSON.stringify(owner) : '')
  try {
    await link(draft, fileOf(folder, turn))
    return true
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && fault.code === 'EEXIST') return false
    throw fault
  } finally {
    await rm(draft)
  }
}

async function forgetBefore(folder: string, turn: number): Promise<void> {
  const old = (await turnsOf(folder)).filter((number) => number < turn)
  await Promise.all(old.map((number) => rm(fileOf(folder, number), { force: true })))
}

function fileOf(folder: string, turn: number): string {
  return join(folder, `owner-${turn}`)
}
