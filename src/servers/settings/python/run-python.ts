import type { SyntaxNode } from '@lezer/common'
import { failed, success, type Result } from '../../../shared/base/result.ts'
import { executeOn } from './execute.ts'
import { Module, type Binding } from './module.ts'
import type { Surroundings } from './modules.ts'
import { parsePython } from './parse-python.ts'
import { PythonError, type PythonFault } from './python-fault.ts'
import { checkSyntax } from './syntax-rules.ts'
import { childrenOf } from './tree.ts'

/** What a file comes to. */
export interface PythonOutcome {
  /** What each name stands for in the end. */
  readonly bindings: ReadonlyMap<string, Binding>
  /** Names that are given a type only, which sets nothing. */
  readonly declared: ReadonlyMap<string, number>
  /** Where Python would stop when it runs the file: with any of these it would have read nothing. */
  readonly faults: readonly PythonFault[]
  /** Offsets of imports that may bring any name at all. */
  readonly openImports: readonly number[]
  /** The comments that stand alone on a line of their own, outside everything. */
  readonly comments: readonly { readonly from: number; readonly to: number }[]
}

/**
 * Reads a file of Python as `exec` would run it, without running anything: literals, names, operators, conditions and a few
 * well-known functions are worked out, and what takes more is unknown. Fails where Python would not even
 * begin: the file is none to its grammar.
 */
export const readPython = (text: string, surroundings: Surroundings): Result<PythonOutcome, PythonFault> => {
  try {
    const top = parsePython(text)
    checkSyntax(top, text)
    const module = new Module(text, surroundings, globalNames(top, text))
    const faults = executeOn(childrenOf(top), module)
    const { bindings, declared, openImports } = module
    return success({ bindings, declared, openImports, faults, comments: commentsOf(top, text) })
  } catch (thrown) {
    if (thrown instanceof PythonError) return failed({ at: thrown.at, message: thrown.message })
    throw thrown
  }
}

const globalNames = (top: SyntaxNode, text: string): Set<string> => {
  const names = new Set<string>()
  top.cursor().iterate(({ name, node }) => {
    const isInside = name === 'ScopeStatement' && node.parent !== null && node.parent.name !== 'Script'
    if (isInside && text.startsWith('global', node.from))
      for (const { from, to } of childrenOf(node).slice(1)) names.add(text.slice(from, to).normalize('NFKC'))
  })
  names.delete(',')
  return names
}

const commentsOf = (top: SyntaxNode, text: string): { from: number; to: number }[] => {
  const comments: { from: number; to: number }[] = []
  for (let node = top.firstChild; node !== null; node = node.nextSibling) {
    if (
      node.name === 'Comment' &&
      /(?:^\ufeff?|[\r\n])$/.test(text.slice(Math.max(0, node.from - 1), node.from) || '\n')
    )
      comments.push({ from: node.from, to: node.to })
  }
  return comments
}
