import type { SyntaxNode } from '@lezer/common'
import type { Budget } from './budget.ts'
import type { PythonValue } from './values.ts'

/** What the names in a file stand for, and what evaluating may take. */
export interface Scope {
  readonly text: string
  readonly budget: Budget
  /** Throws where Python knows no such name. */
  lookUp(name: string, at: number): PythonValue
  assign(name: string, value: PythonValue, at: number): void
  /** What happens is not known: all that these nodes name and that can change may have changed. */
  leaveOpen(nodes: readonly SyntaxNode[]): void
  /** Something is called that is not read here. */
  wasCalled(callee: PythonValue, values: readonly PythonValue[]): void
}

/** Evaluates a part of an expression. */
export type Inner = (node: SyntaxNode) => PythonValue
