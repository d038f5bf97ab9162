import type { SyntaxNode } from '@lezer/common'
import { known } from './conversions.ts'
import { variableOf } from './modules.ts'
import { PythonError } from './python-fault.ts'
import { childrenOf } from './tree.ts'
import { inert, isDict, isUnknown, type PythonArguments, type PythonEnvironment, type PythonValue } from './values.ts'

const notKnown = inert('it takes more than what is read here')

export const isEnvironment = (value: PythonValue): value is PythonEnvironment =>
  typeof value === 'object' && value?.type === 'environ'

/** The attribute of `os.environ`; undefined for one of which nothing is known here. */
export const environmentAttribute = (environ: PythonEnvironment, name: string): PythonValue | undefined => {
  if (name === 'get') return known((given) => variableOf(environ, given))
  const change = changes.get(name)
  if (change === undefined) return undefined
  return {
    type: 'function',
    call: (given) => {
      const result = change(environ, given)
      if (result !== undefined) return result
      environ.isTouched = true
      return notKnown
    },
  }
}

/** Undefined where it is not known what the environment is then. */
type Change = (environ: PythonEnvironment, given: PythonArguments) => PythonValue | undefined

const changes: ReadonlyMap<string, Change> = new Map(
  Object.entries<Change>({
    setdefault: ({ variables }, { positional: [name, value] }) => {
      if (typeof name !== 'string' || typeof value !== 'string') return undefined
      if (!variables.has(name)) variables.set(name, value)
      return variables.get(name)
    },
    update: (environ, { positional: [more], named }) => {
      const isWhole =
        (more === undefined || putVariables(environ, more)) &&
        [...named].every(([name, value]) => putVariable(environ, name, value))
      return isWhole ? null : undefined
    },
    pop: ({ variables }, { positional: [name, fallback] }) => {
      if (typeof name !== 'string') return undefined
      const value = variables.get(name)
      variables.delete(name)
      return value ?? fallback ?? inert('the environment here has no such variable')
    },
    clear: ({ variables }) => {
      variables.clear()
      return null
    },
    popitem: () => undefined,
  }),
)

/** Gives variables of the environment the values of a dict; false where it is not known which those are. */
export const putVariables = (environ: PythonEnvironment, more: PythonValue): boolean =>
  isDict(more) && more.entries.every(([name, value]) => putVariable(environ, name, value))

const putVariable = ({ variables }: PythonEnvironment, name: PythonValue, value: PythonValue): boolean => {
  if (typeof name !== 'string' || typeof value !== 'string') return false
  variables.set(name, value)
  return true
}

/** `os.environ[name] = value`. Throws where Python would raise. */
export const putVariableAt = (environ: PythonEnvironment, name: PythonValue, value: PythonValue, at: number): void => {
  if (putVariable(environ, name, value)) return
  const isOpen = [name, value].some((one) => isUnknown(one) || (typeof one === 'object' && one?.type === 'random'))
  if (!isOpen) throw new PythonError(at, 'the environment takes nothing but text')
  environ.isTouched = true
}

/** `del os.environ[name]`. */
export const removeVariable = (environ: PythonEnvironment, name: PythonValue): void => {
  if (typeof name === 'string') environ.variables.delete(name)
  else environ.isTouched = true
}

/** What the names in a part of a file are, where it is run. */
export interface Doubts {
  /** Whether calling it, or what belongs to it, may do anything at all. */
  readonly mayDoAnything: (name: SyntaxNode) => boolean
  readonly text: string
}

/**
 * Whether running this part of a file may change variables of the environment: by itself, or by something that it calls and
 * that is not read. What is written in functions happens when those are called, and counts for `functions` only.
 */
export const mayChangeEnvironment = (node: SyntaxNode, doubts: Doubts): { now: boolean; functions: boolean } => {
  const found = { now: false, functions: false }
  let depth = 0
  node.cursor().iterate(
    ({ name, node: one }) => {
      if (functions.has(name)) depth += 1
      if (changesEnvironment(one, doubts)) found[depth > 0 ? 'functions' : 'now'] = true
    },
    ({ name }) => {
      if (functions.has(name)) depth -= 1
    },
  )
  return found
}

const functions: ReadonlySet<string> = new Set(['FunctionDefinition', 'LambdaExpression'])

const changesEnvironment = (node: SyntaxNode, { text, mayDoAnything }: Doubts): boolean => {
  const [first] = childrenOf(node)
  if (first === undefined) return false
  const wordsOf = ({ from, to }: SyntaxNode): string => text.slice(from, to)
  switch (node.name) {
    case 'CallExpression':
      return (
        /\benviron\s*\.\s*(?:setdefault|update|pop|clear|popitem)$/.test(wordsOf(first)) ||
        mayLoadEnvironment(node, { text, mayDoAnything })
      )
    case 'AssignStatement':
    case 'UpdateStatement':
    case 'DeleteStatement':
      return /^(?:del\b\s*)?(?:\w+\s*\.\s*)*environ\b\s*(?:\[|[|]=|=[^=])/.test(wordsOf(node))
    default:
      return false
  }
}

/**
 * Whether a call may change the environment out of sight: by its name, or because it is made for what it does alone. What is
 * called for a value, as other programs' settings are, is not thought to.
 */
const mayLoadEnvironment = (call: SyntaxNode, { text, mayDoAnything }: Doubts): boolean => {
  const [callee = call] = childrenOf(call)
  const isForEffect = call.parent?.name === 'ExpressionStatement'
  return loaders.test(text.slice(callee.from, callee.to)) || (isForEffect && mayDoAnything(rootOf(callee)))
}

const loaders = /dotenv|(?:read|load|set)_?env/i

/** Whether something that is called in this statement or expression may change the environment out of sight. */
export const callsWhatMayLoad = (node: SyntaxNode, doubts: Doubts): boolean => {
  let isFound = false
  node.cursor().iterate(({ name, node: one }) => {
    isFound ||= name === 'CallExpression' && mayLoadEnvironment(one, doubts)
    return name !== 'LambdaExpression'
  })
  return isFound
}

/** The name at which `name.part[0].other` begins. */
const rootOf = (node: SyntaxNode): SyntaxNode => {
  const [first] = ['MemberExpression', 'CallExpression'].includes(node.name) ? childrenOf(node) : []
  return first === undefined ? node : rootOf(first)
}
