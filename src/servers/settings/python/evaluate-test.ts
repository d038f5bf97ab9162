import type { SyntaxNode } from '@lezer/common'
import { compare } from './comparisons.ts'
import { PythonError } from './python-fault.ts'
import type { Inner, Scope } from './scope.ts'
import { childrenOf, isTest } from './tree.ts'
import { isUnknown, truthOf, unknown, type PythonValue } from './values.ts'

/** An operand, or the words of an operator. */
type Part = SyntaxNode | string

/**
 * What `or`, `and`, `not` and comparisons come to. The tree has them in another order than Python: `not a and b` is `not (a and b)` there. So
 * they are laid out in a row, and taken in Python's order (reference, "Operator precedence").
 */
export const evaluateTest = (node: SyntaxNode, scope: Scope, inner: Inner): PythonValue =>
  new Row(partsOf(node, scope), node.from, scope, inner).value()

const partsOf = (node: SyntaxNode, { text }: Scope): Part[] => {
  const parts: Part[] = []
  const waiting = [node]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (isTest(next)) waiting.push(...childrenOf(next).reverse())
    else if (['or', 'and', 'not', 'in', 'is', 'CompareOp'].includes(next.name))
      parts.push(text.slice(next.from, next.to))
    else parts.push(next)
  }
  return parts
}

/** Reads a row of operands and operators. What is not reached, as behind `False and`, is not evaluated. */
class Row {
  #next = 0
  readonly #parts: readonly Part[]
  readonly #at: number
  readonly #scope: Scope
  readonly #inner: Inner

  constructor(parts: readonly Part[], at: number, scope: Scope, inner: Inner) {
    this.#parts = parts
    this.#at = at
    this.#scope = scope
    this.#inner = inner
  }

  value(): PythonValue {
    return this.#choice('or', true)
  }

  #choice(word: 'or' | 'and', isReached: boolean): PythonValue {
    const operand = (reached: boolean): PythonValue =>
      word === 'or' ? this.#choice('and', reached) : this.#negation(reached)
    let value = operand(isReached)
    while (this.#parts[this.#next] === word) {
      this.#next += 1
      const truth = truthOf(value)
      const next = operand(isReached && truth === (word === 'and'))
      if (truth === undefined) value = unknown('its condition is not known')
      else if (truth === (word === 'and')) value = next
    }
    return value
  }

  #negation(isReached: boolean): PythonValue {
    let isNegated = false
    let wasNegated = false
    for (; this.#parts[this.#next] === 'not'; this.#next += 1) {
      isNegated = !isNegated
      wasNegated = true
    }
    const value = this.#comparison(isReached)
    if (!wasNegated) return value
    const truth = truthOf(value)
    return truth === undefined ? value : truth !== isNegated
  }

  #comparison(isReached: boolean): PythonValue {
    let left = this.#operand(isReached)
    let result: PythonValue | undefined
    for (let operator = this.#operator(); operator !== undefined; operator = this.#operator()) {
      const isOver = result !== undefined && truthOf(result) === false
      const right = this.#operand(isReached && !isOver)
      if (isReached && !isOver)
        result =
          result !== undefined && isUnknown(result)
            ? result
            : compare(operator, left, right, { at: this.#at, budget: this.#scope.budget })
      left = right
    }
    return result ?? left
  }

  #operator(): string | undefined {
    const [word, second] = [this.#parts[this.#next], this.#parts[this.#next + 1]]
    if (typeof word !== 'string' || word === 'or' || word === 'and') return undefined
    const isTwo = (word === 'not' && second === 'in') || (word === 'is' && second === 'not')
    this.#next += isTwo ? 2 : 1
    return isTwo ? `${word} ${second}` : word
  }

  #operand(isReached: boolean): PythonValue {
    const part = this.#parts[this.#next]
    this.#next += 1
    if (part === undefined || typeof part === 'string')
      throw new PythonError(this.#at, 'this line cannot be read as Python')
    return isReached ? this.#inner(part) : null
  }
}
