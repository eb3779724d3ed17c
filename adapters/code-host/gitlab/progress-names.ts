/* Under which names webhooks tell of a pipeline of GitLab, and steps wait for one. GitLab knows projects in any case. */

const within = (project: string): string => `gitlab:${project.toLowerCase()}`

/** @param pipeline Its id. */
export const pipelineName = (project: string, pipeline: number): string => `${within(project)}:pipeline:${pipeline}`

/** @param mark What the pipeline has in its name or its variables, such as `shipmate-4b1d`. */
export const markName = (project: string, mark: string): string => `${within(project)}:${mark}`
