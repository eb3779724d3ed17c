/** All that a kustomization may have, as kustomize 5 knows it; of any other field it says that it is unknown. */
export const KUSTOMIZATION_KEYS = [
  ...['apiVersion', 'kind', 'metadata', 'openapi', 'buildMetadata', 'sortOptions'],
  ...['resources', 'bases', 'components', 'crds', 'configurations'],
  ...['namespace', 'namePrefix', 'nameSuffix', 'labels', 'commonLabels', 'commonAnnotations'],
  ...['patches', 'patchesStrategicMerge', 'patchesJson6902', 'replacements', 'vars'],
  ...['images', 'imageTags', 'replicas'],
  ...['configMapGenerator', 'secretGenerator', 'generatorOptions'],
  ...['generators', 'transformers', 'validators', 'helmGlobals', 'helmCharts', 'helmChartInflationGenerator'],
] as const
