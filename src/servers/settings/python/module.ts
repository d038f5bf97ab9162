import type { SyntaxNode } from '@lezer/common'
import { Budget } from './budget.ts'
import { builtinNames } from './builtin-names.ts'
import { conversions } from './conversions.ts'
import { callsWhatMayLoad, isEnvironment, mayChangeEnvironment, type Doubts } from './environment.ts'
import { knownModules, type Surroundings } from './modules.ts'
import { PythonError } from './python-fault.ts'
import type { Scope } from './scope.ts'
import {
  inert,
  isInert,
  isUnknown,
  elementCount,
  unknown,
  type PythonEnvironment,
  type PythonModule,
  type PythonValue,
} from './values.ts'

/** What a name stands for at the end of a file. */
export interface Binding {
  readonly value: PythonValue
  /** Offset of what gave it the value. */
  readonly at: number
  /** What should have given it a value would have made Python stop. */
  readonly isFaulty?: boolean
  /** Where the expression stands, if it was a plain `NAME = …` of this name alone. */
  readonly source?: { readonly from: number; readonly to: number }
}

/** Nobody reads of more. */
const mostImports = 20

interface Place {
  readonly at: number
  readonly value?: { readonly from: number; readonly to: number }
  /** It is a function or a class of the file itself. */
  readonly isLocal?: boolean
  readonly isFaulty?: boolean
}

/** The names of a file while its statements are done. */
export class Module implements Scope {
  readonly text: string
  readonly budget = new Budget()
  readonly bindings = new Map<string, Binding>()
  /** Names that are given a type only, which sets nothing. */
  readonly declared = new Map<string, number>()
  /** Places of imports that may bring any name at all. */
  readonly openImports: number[] = []
  /** Types of variables are not evaluated (PEP 563). */
  postponesTypes = false
  readonly #builtins: ReadonlyMap<string, PythonValue>
  readonly #modules: ReadonlyMap<string, PythonModule>
  readonly #own: ReadonlyMap<string, PythonValue>
  readonly #global: ReadonlySet<string>
  readonly #local = new Set<PythonValue>()
  readonly #environ: PythonEnvironment
  readonly #doubts: Doubts
  #functionsChangeIt = false
  #isOpen = false

  /** `globalNames` are those that functions of the file may change at any time. */
  constructor(text: string, surroundings: Surroundings, globalNames: ReadonlySet<string>) {
    this.text = text
    this.#builtins = conversions(this.budget)
    this.#modules = knownModules(surroundings)
    this.#own = new Map([
      ['__name__', 'config'],
      ['__file__', surroundings.file],
      ['__doc__', null],
      ['__package__', null],
      ['__loader__', null],
      ['__spec__', null],
    ])
    this.#global = globalNames
    const environ = this.#modules.get('os')?.members.get('environ') ?? null
    this.#environ = isEnvironment(environ) ? environ : { type: 'environ', variables: new Map() }
    this.#doubts = { text, mayDoAnything: (name) => this.#mayDoAnything(this.bindings.get(this.nameOf(name))?.value) }
  }

  #mayDoAnything(value: PythonValue = null): boolean {
    if (this.#local.has(value)) return this.#functionsChangeIt
    return isUnknown(value) && !isInert(value)
  }

  /** A name as Python compares it (PEP 3131). */
  readonly nameOf = ({ from, to }: SyntaxNode): string => this.text.slice(from, to).normalize('NFKC')

  known(module: string): PythonModule | undefined {
    return this.#modules.get(module)
  }

  lookUp(spelling: string, at: number): PythonValue {
    const name = spelling.normalize('NFKC')
    for (const names of [this.#own, this.#builtins]) {
      const bound = this.bindings.get(name)
      if (bound !== undefined) return bound.value
      const value = names.get(name)
      if (value !== undefined) return value
    }
    // `globals()`, `exec` and their like may make names, and give those that are there another value.
    if (['globals', 'locals', 'vars', 'exec', 'eval'].includes(name)) this.#isOpen = true
    if (name === 'exec') this.#environ.isTouched = true
    if (this.#isOpen && ['globals', 'locals', 'vars', 'exec'].includes(name))
      for (const [one, { at: place }] of this.bindings)
        this.bindings.set(one, { value: unknown('code that the file makes may change it'), at: place })
    const isBuiltin = builtinNames.has(name) && !['exec', 'eval', '__import__'].includes(name)
    if (builtinNames.has(name) || this.#isOpen || this.#global.has(name))
      return (isBuiltin ? inert : unknown)('a function would have to be called')
    throw new PythonError(at, 'there is no such name')
  }

  assign(spelling: string, value: PythonValue, at: number): void {
    this.bind(spelling.normalize('NFKC'), value, { at })
  }

  bind(name: string, value: PythonValue, { at, value: source, isLocal = false, isFaulty = false }: Place): void {
    if (isLocal) this.#local.add(value)
    const held = this.#global.has(name) ? unknown('a function of the file may change it') : value
    this.bindings.set(name, { value: held, at, ...(source && { source }), ...(isFaulty && { isFaulty }) })
  }

  remove(name: string, at: number): void {
    const isThere = this.bindings.delete(name)
    if (!isThere && !this.#isOpen && !this.#global.has(name) && !this.#own.has(name))
      throw new PythonError(at, 'there is no such name')
  }

  /** `from module import *`. */
  bringAll(module: string, at: number): void {
    const known = this.#modules.get(module)
    for (const [name, value] of known?.members ?? []) this.bind(name, value, { at })
    this.#isOpen = true
    if (known === undefined && this.openImports.length < mostImports) this.openImports.push(at)
  }

  leaveOpen(nodes: readonly SyntaxNode[]): void {
    for (const node of nodes) {
      node.cursor().iterate(({ name, node: one }) => {
        if (name === 'VariableName') touch(this.bindings.get(this.nameOf(one))?.value ?? null, new Set(), this.budget)
      })
      const changes = mayChangeEnvironment(node, this.#doubts)
      this.#functionsChangeIt ||= changes.functions
      if (changes.now) this.#environ.isTouched = true
    }
  }

  /** Is told of what is about to be worked out. */
  expect(node: SyntaxNode): void {
    if (callsWhatMayLoad(node, this.#doubts)) this.#environ.isTouched = true
  }

  wasCalled(callee: PythonValue, values: readonly PythonValue[]): void {
    const seen = new Set<PythonValue>()
    for (const value of values) touch(value, seen, this.budget)
    if (this.#local.has(callee) && this.#functionsChangeIt) this.#environ.isTouched = true
    // A function of the file may change whatever the file holds.
    if (this.#local.has(callee) && this.budget.step(this.bindings.size))
      for (const { value } of this.bindings.values()) touch(value, seen, this.budget)
  }
}

// What was touched before has been gone through.
const touch = (value: PythonValue, seen: Set<PythonValue>, budget: Budget): void => {
  const waiting = [value]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next !== 'object' || next === null || seen.has(next) || ('isTouched' in next && next.isTouched)) continue
    seen.add(next)
    if (!budget.step(elementCount(next))) return
    if (next.type === 'list' || next.type === 'set' || next.type === 'dict') next.isTouched = true
    if (next.type === 'list' || next.type === 'tuple' || next.type === 'set')
      for (const item of next.items) waiting.push(item)
    if (next.type === 'dict') for (const [, item] of next.entries) waiting.push(item)
  }
}
