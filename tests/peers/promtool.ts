import { execFileSync, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/*
 * Has Prometheus's own promtool check the alert rules and run their tests. It is looked for in the PATH, or where
 * TEST_PROMTOOL says; Debian's package `prometheus` has it.
 */

const promtool = process.env.TEST_PROMTOOL ?? 'promtool'
const folder = fileURLToPath(new URL('../../deploy/prometheus/', import.meta.url))

if (spawnSync(promtool, ['--version']).status !== 0) {
  process.stderr.write(`${promtool} is not there: install Debian's package prometheus, or set TEST_PROMTOOL.\n`)
  process.exit(1)
}
for (const given of [
  ['check', 'rules', 'alerts.yaml'],
  ['test', 'rules', 'alerts.test.yaml'],
])
  execFileSync(promtool, given, { cwd: folder, stdio: 'inherit' })
