/** Something wrong with the configuration, said so that it can be fixed without reading the source. */
export interface ConfigProblem {
  /** Where: a file with its line, or an environment variable, or neither when something is missing altogether. */
  readonly file?: string
  readonly line?: number
  readonly variable?: string
  /** Dotted, such as `services.0.healthPath`; empty for the file as a whole. */
  readonly key: string
  readonly problem: string
  readonly remedy: string
}

/** `shipmate.yaml:12: services.0.port: unknown key. Did you mean 'ports'?` */
export function describeProblem({ file, line, variable, key, problem, remedy }: ConfigProblem): string {
  const place = variable ?? (line === undefined ? file : `${file}:${line}`)
  const where = [place, key].filter((part) => part !== undefined && part !== '').join(': ')
  return `${where === '' ? '' : `${where}: `}${problem}. ${remedy}`
}
