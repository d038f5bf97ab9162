import type { SyntaxNode } from '@lezer/common'
import { assignedNames, importedNames } from './assigned-names.ts'
import { evaluate, unpackedItems } from './evaluate.ts'
import { isEnvironment, putVariableAt, removeVariable } from './environment.ts'
import { unreadModule } from './modules.ts'
import type { Module } from './module.ts'
import { putEntry } from './operators.ts'
import { updated } from './updated.ts'
import { PythonError, type PythonFault } from './python-fault.ts'
import { childrenOf } from './tree.ts'
import { isDict, isSequence, list, truthOf, tuple, unknown, type PythonValue } from './values.ts'

/** Does what statements do, one after the other. Throws where Python would raise. */
export const execute = (statements: readonly SyntaxNode[], module: Module): void => {
  for (const statement of statements) (executors[statement.name] ?? leaveOpen)(statement, module)
}

/** The same, but tells of what Python would raise and goes on, so that everything that is wrong is known at once. */
export const executeOn = (statements: readonly SyntaxNode[], module: Module): PythonFault[] =>
  statements.reduce<PythonFault[]>((faults, statement) => {
    try {
      execute([statement], module)
    } catch (thrown) {
      if (!(thrown instanceof PythonError)) throw thrown
      for (const { name, at } of assignedNames([statement], module.text))
        module.bind(name, unknown('Python stops there'), { at, isFaulty: true })
      if (faults.length < mostFaults) faults.push({ at: thrown.at, message: thrown.message })
    }
    return faults
  }, [])

/** Nobody reads more. */
const mostFaults = 50

type Executor = (statement: SyntaxNode, module: Module) => void

const executors: Readonly<Record<string, Executor>> = {
  StatementGroup: (statement, module) => {
    execute(
      childrenOf(statement).filter(({ name }) => name !== ';'),
      module,
    )
  },
  PassStatement: () => undefined,
  ScopeStatement: () => undefined,
  Comment: () => undefined,
  ExpressionStatement: (statement, module) => {
    module.expect(statement)
    valueOf(childrenOf(statement), module)
  },
  AssignStatement: (statement, module) => {
    module.expect(statement)
    assignAll(statement, module)
  },
  UpdateStatement: (statement, module) => {
    update(childrenOf(statement), module)
  },
  DeleteStatement: (statement, module) => {
    for (const target of childrenOf(statement).slice(1)) remove(target, module)
  },
  ImportStatement: (statement, module) => {
    bringIn(childrenOf(statement), module)
  },
  IfStatement: (statement, module) => {
    decide(statement, module)
  },
  AssertStatement: (statement, module) => {
    const [, test = statement] = childrenOf(statement)
    if (truthOf(evaluate(test, module)) === false)
      throw new PythonError(statement.from, 'what is asserted here is not so')
  },
  RaiseStatement: ({ from }) => {
    throw new PythonError(from, 'an error is raised here')
  },
  DecoratedStatement: (statement, module) => {
    leaveOpen(statement, module)
  },
}

/** What a statement does is known by running it only: all that it may give a value is unknown. */
const leaveOpen: Executor = (statement, module) => {
  const isDefinition = ['FunctionDefinition', 'ClassDefinition', 'DecoratedStatement'].includes(statement.name)
  const reason = isDefinition
    ? 'a function or a class of the file'
    : 'what happens here depends on more than what is read'
  for (const { name, at } of assignedNames([statement], module.text))
    module.bind(name, unknown(reason), { at, isLocal: isDefinition })
  module.leaveOpen([statement])
}

const valueOf = (group: readonly SyntaxNode[], module: Module): PythonValue => {
  const [only] = group
  if (only !== undefined && group.length === 1) return evaluate(only, module)
  return tuple(unpackedItems(group, module, (node) => evaluate(node, module)))
}

const assignAll = (statement: SyntaxNode, module: Module): void => {
  const children = childrenOf(statement)
  const groups: SyntaxNode[][] = [[]]
  for (const child of children) {
    if (child.name === 'AssignOp') groups.push([])
    else if (child.name !== 'TypeDef') groups.at(-1)?.push(child)
  }
  const [last = [], ...targets] = groups.reverse()
  const annotation = children.find(({ name }) => name === 'TypeDef')
  if (targets.length > 0) {
    const value = valueOf(last, module)
    const place = {
      at: statement.from,
      ...(targets.length === 1 && { value: { from: last[0]?.from ?? 0, to: last.at(-1)?.to ?? 0 } }),
    }
    for (const target of targets.reverse()) assign(target, value, module, place)
  } else if (targets.length === 0 && children[0]?.name === 'VariableName')
    module.declared.set(module.nameOf(children[0]), statement.from)
  const type = annotation && childrenOf(annotation)[1]
  if (type && !module.postponesTypes) evaluate(type, module)
}

interface Place {
  readonly at: number
  readonly value?: { readonly from: number; readonly to: number }
}

const assign = (target: readonly SyntaxNode[], value: PythonValue, module: Module, place: Place): void => {
  const [only] = target
  if (only === undefined) return
  if (target.length > 1) return unpack(target, value, module, place)
  if (only.name === 'VariableName') module.bind(module.nameOf(only), value, place)
  else if (only.name === 'ParenthesizedExpression') assign(childrenOf(only).slice(1, -1), value, module, place)
  else if (only.name === 'MemberExpression') putItem(only, value, module)
  else unpack(childrenOf(only).slice(1, -1), value, module, place)
}

const unpack = (target: readonly SyntaxNode[], value: PythonValue, module: Module, { at }: Place): void => {
  const parts = target.filter(({ name }) => name !== ',')
  const targets = parts.filter(({ name }) => name !== '*')
  const items =
    isSequence(value) && value.type !== 'set' ? value.items : typeof value === 'string' ? Array.from(value) : undefined
  if (items === undefined) {
    if (value === null || ['bigint', 'boolean'].includes(typeof value))
      throw new PythonError(at, 'this cannot be unpacked')
    for (const one of targets) assign([one], unknown('it is unpacked from what is not known'), module, { at })
    return
  }
  const star = parts.findIndex(({ name }) => name === '*')
  if (star < 0 ? items.length !== targets.length : items.length < targets.length - 1)
    throw new PythonError(at, 'the numbers of names and of values differ')
  if (!module.budget.make(items.length)) return unpack(target, unknown('it is too long'), module, { at })
  const rest = items.length - targets.length + 1
  const values =
    star < 0 ? items : [...items.slice(0, star), list(items.slice(star, star + rest)), ...items.slice(star + rest)]
  for (const [index, one] of targets.entries()) {
    const item = values[index]
    assign([one], item === undefined ? null : item, module, { at })
  }
}

// `target[key] = value`. An attribute of something is not looked at.
const putItem = (target: SyntaxNode, value: PythonValue, module: Module): void => {
  const [object = target, bracket, key, ...rest] = childrenOf(target)
  const whole = evaluate(object, module)
  if (bracket?.name !== '[' || key === undefined) return
  const at = rest.length === 1 ? evaluate(key, module) : unknown('a part of it')
  if (isEnvironment(whole)) return putVariableAt(whole, at, value, target.from)
  if (isDict(whole) && putEntry(whole.entries, at, value, module.budget)) return
  if (isSequence(whole) && whole.type === 'list' && typeof at === 'bigint') {
    const index = Number(at < 0n ? at + BigInt(whole.items.length) : at)
    if (!(index in whole.items)) throw new PythonError(target.from, 'there is no item of that number')
    whole.items[index] = value
    return
  }
  module.leaveOpen([object])
}

const update = ([target, sign, ...group]: readonly SyntaxNode[], module: Module): void => {
  if (target === undefined || sign === undefined) return
  const before = evaluate(target, module)
  const added = valueOf(group, module)
  const operator = module.text.slice(sign.from, sign.to - 1)
  assign([target], updated(operator, before, added, { at: target.from, budget: module.budget }), module, {
    at: target.from,
  })
}

const remove = (target: SyntaxNode, module: Module): void => {
  if (target.name === 'VariableName') module.remove(module.nameOf(target), target.from)
  else if (['ParenthesizedExpression', 'TupleExpression', 'ArrayExpression'].includes(target.name)) {
    for (const one of childrenOf(target)) remove(one, module)
  } else {
    const [object = target, , key = target, ...rest] = childrenOf(target)
    const whole = evaluate(object, module)
    if (isEnvironment(whole)) removeVariable(whole, rest.length === 1 ? evaluate(key, module) : null)
    else module.leaveOpen([target])
  }
}

const bringIn = (children: readonly SyntaxNode[], module: Module): void => {
  const isFrom = children[0]?.name === 'from'
  const source = children
    .slice(
      1,
      children.findIndex(({ name }) => name === 'import'),
    )
    .map(({ from, to }) => module.text.slice(from, to))
    .join('')
  if (isFrom && children.at(-1)?.name === '*') return module.bringAll(source, children[0]?.from ?? 0)
  for (const { path, as, isRenamed } of importedNames(children)) {
    const dotted = path.map(module.nameOf).join('.')
    const whole = module.known(isFrom ? source : isRenamed ? dotted : (dotted.split('.', 1)[0] ?? ''))
    const value = isFrom ? whole?.members.get(dotted) : whole
    if (source === '__future__') module.postponesTypes ||= dotted === 'annotations'
    module.bind(module.nameOf(as), value ?? unreadModule(isFrom ? source : dotted), { at: as.from })
  }
}

// A branch that Python would surely take is taken; where that is not known, all that any of the rest may do is left open.
const decide = (statement: SyntaxNode, module: Module): void => {
  const children = childrenOf(statement)
  for (let index = 0; index < children.length; index += 1) {
    const [word, test, body] = [children[index], children[index + 1], children[index + 2]]
    if (word?.name === 'else' && test) return execute(statementsOf(test), module)
    if ((word?.name !== 'if' && word?.name !== 'elif') || !test || !body) continue
    module.expect(test)
    const truth = truthOf(evaluate(test, module))
    if (truth === true) return execute(statementsOf(body), module)
    if (truth === undefined)
      return children
        .slice(index + 2)
        .filter(({ name }) => name === 'Body')
        .forEach((rest) => {
          leaveOpen(rest, module)
        })
    index += 2
  }
}

const statementsOf = (body: SyntaxNode): SyntaxNode[] => childrenOf(body).filter(({ name }) => name !== ':')
