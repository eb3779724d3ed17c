import type { Page, PageProps } from '../../shell/page.ts'
import { h, type VNode } from '../../view/html.ts'
import { DeploymentList } from './deployment-list.ts'
import { TaskPage } from './task-page.ts'

export const deployments: Page = {
  ...{ id: 'deployments', title: 'Deployments', icon: 'deployments', letter: 'd' },
  content: Deployments,
}

function Deployments({ rest, query }: PageProps): VNode {
  const [task] = rest
  return task === undefined ? h(DeploymentList, { query }) : h(TaskPage, { key: task, task })
}
