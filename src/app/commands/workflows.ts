import { Command } from 'commander'
import { checkWorkflows } from './workflows/check.ts'
import { graphWorkflow } from './workflows/graph.ts'

/** A team's own workflows: are they sound, and how do they go. */
export function workflowsCommand(): Command {
  const config = ['--config <file>', 'the configuration file (default: shipmate.yaml, if there is one)'] as const
  return new Command('workflows')
    .description('workflows of your own: check them, draw them')
    .addCommand(
      new Command('check')
        .description('list the problems in workflow files; exit code 2 if there are any')
        .argument('[file]', 'one file; every one of the configured folder when left out')
        .option(...config)
        .action((file: string | undefined, flags: { readonly config?: string }) => checkWorkflows(file, flags.config)),
    )
    .addCommand(
      new Command('graph')
        .description('print a workflow as a Mermaid flowchart')
        .argument('<file>', 'the file of a workflow')
        .action((file: string) => graphWorkflow(file)),
    )
}
