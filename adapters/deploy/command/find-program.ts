import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { delimiter, isAbsolute, join, resolve } from 'node:path'

/**
 * Why a program cannot be started, as a phrase that follows its name; undefined when it can. Asked before it is started, since
 * the error of the start is less clear.
 * @param folder Where it is started. @param path The value of PATH there.
 */
export async function cannotStart(program: string, folder: string, path: string): Promise<string | undefined> {
  const isPath = program.includes('/')
  const places = isPath
    ? [isAbsolute(program) ? program : resolve(folder, program)]
    : path.split(delimiter).map((part) => join(part, program))
  const found = await Promise.all(places.map(kindOf))
  if (found.includes('program')) return undefined
  if (found.includes('not-executable'))
    return 'is not executable: allow that with chmod +x (in git: git update-index --chmod=+x)'
  return isPath ? 'does not exist' : 'is not on the PATH of the bot'
}

async function kindOf(file: string): Promise<'program' | 'not-executable' | 'nothing'> {
  try {
    if (!(await stat(file)).isFile()) return 'nothing'
  } catch {
    return 'nothing'
  }
  return access(file, constants.X_OK).then(
    () => 'program',
    () => 'not-executable',
  )
}
