import type { CompletedAt, CompletedOption } from './command-tree.ts'

/** For fish 3 and newer. */
export function fishScript(name: string, tree: readonly CompletedAt[]): string {
  const paths = tree.filter(({ path }) => path !== '').map(({ path }) => `'${path}'`)
  return `# fish completion for ${name}: ${name} completion fish | source
function __${name}_at
    set -l at
    for word in (commandline -opc)[2..-1]
        if contains -- (string join ' ' $at $word) ${paths.join(' ')}
            set -a at $word
        end
    end
    test (string join ' ' -- $at) = "$argv[1]"
end
complete -c ${name} -f
${tree.flatMap((at) => linesOf(name, at)).join('\n')}
`
}

function linesOf(name: string, { path, commands, options, choices, takesFile }: CompletedAt): readonly string[] {
  const here = `complete -c ${name} -n "__${name}_at '${path}'"`
  return [
    ...commands.map(({ word, description }) => `${here} -a ${word} -d '${description}'`),
    ...(choices.length > 0 ? [`${here} -a '${choices.join(' ')}'`] : []),
    ...(takesFile ? [`${here} -F`] : []),
    ...options.map((option) => `${here} ${optionWords(option)} -d '${option.description}'`),
  ]
}

function optionWords({ word, value }: CompletedOption): string {
  const long = `-l ${word.slice('--'.length)}`
  if (value === undefined) return long
  if (value === 'file') return `${long} -r -F`
  return value === 'other' ? `${long} -x` : `${long} -x -a '${value.join(' ')}'`
}
