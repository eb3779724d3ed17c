import { execFileSync, spawnSync } from 'node:child_process'
import { Argument, Command, Option } from 'commander'
import { expect, test } from 'vitest'
import { bashScript } from '../../src/app/commands/completion/bash-script.ts'
import { completedAt } from '../../src/app/commands/completion/command-tree.ts'
import { fishScript } from '../../src/app/commands/completion/fish-script.ts'
import { zshScript } from '../../src/app/commands/completion/zsh-script.ts'
import { everyCommand } from '../../src/app/commands/shipmate.ts'

const tree = await treeOf(await everyCommand())
const SCRIPTS = { bash: bashScript, zsh: zshScript, fish: fishScript }

async function treeOf(commands: readonly Command[]) {
  const all = new Command('shipmate').version('')
  for (const command of commands) all.addCommand(command)
  return completedAt(all)
}

/** What bash offers for the last of these words. */
function offered(...words: readonly string[]): readonly string[] {
  const script = `${bashScript('shipmate', tree)}
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _shipmate; printf '%s\\n' "\${COMPREPLY[@]}"`
  return execFileSync('bash', ['-c', script, 'bash', 'shipmate', ...words], { encoding: 'utf8' })
    .trim()
    .split('\n')
}

test('bash completes commands, their commands, options and what an option takes', () => {
  expect(offered('sta')).toEqual(['start', 'status'])
  expect(offered('token', '')).toEqual(expect.arrayContaining(['create', 'list', 'revoke', '--help']))
  expect(offered('token', 'create', '--e')).toEqual(['--environment', '--expires'])
  expect(offered('audit', 'export', '--format', 'c')).toEqual(['csv'])
  expect(offered('start', '--config', 'package.j')).toEqual(['package.json'])
  expect(offered('token', 'create', '--name', '')).toEqual([''])
  expect(offered('completion', 'f')).toEqual(['fish'])
  expect(offered('ask', 'status', '--y')).toEqual(['--yes'])
})

test.each(Object.entries(SCRIPTS))('%s gets every command and every option that the help names', (shell, script) => {
  const text = script('shipmate', tree)
  const words = tree.flatMap(({ commands, options }) => [...commands, ...options].map(({ word }) => word))
  const written = shell === 'fish' ? words.map((word) => word.replace(/^--/, '-l ')) : words
  expect(written.filter((word) => !text.includes(word))).toEqual([])
  expect(words).toEqual(expect.arrayContaining(['approve', 'watch', '--token-file', '--json']))
})

/** Their own checks of what they read, on machines that have them. */
test.each([
  ['bash', ['-n']],
  ['zsh', ['-n']],
  ['fish', ['--no-execute']],
] as const)('%s reads its script, where it is there', (shell, given) => {
  const { error, status, stderr } = spawnSync(shell, given, { input: SCRIPTS[shell]('shipmate', tree) })
  if (!error) expect([status, String(stderr)]).toEqual([0, ''])
  else expect(shell).not.toBe('bash')
})

test('a description cannot become code of the shell', async () => {
  const evil = new Command('evil')
    .description('it\'s `rm` $(rm) "x": more')
    .addArgument(new Argument('<file>'))
    .addOption(new Option('--kind <kind>', "what's it").choices(['a', 'b']))
  const [, at] = await treeOf([evil])
  expect(at).toMatchObject({
    takesFile: true,
    options: expect.arrayContaining([expect.objectContaining({ value: ['a', 'b'] })]),
  })
  for (const script of Object.values(SCRIPTS))
    expect(script('shipmate', await treeOf([evil]))).not.toMatch(/rm`|\$\(rm/)
})
