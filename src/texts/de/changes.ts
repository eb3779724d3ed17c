import { changes as english } from '../en/changes.ts'

export const changes = english
