import type { SyntaxNode } from '@lezer/common'

/** The nodes right below one, comments left out. */
export const childrenOf = (node: SyntaxNode): SyntaxNode[] => {
  const children: SyntaxNode[] = []
  for (let child = node.firstChild; child !== null; child = child.nextSibling)
    if (child.name !== 'Comment') children.push(child)
  return children
}

const words: ReadonlySet<string> = new Set(['or', 'and', 'not', 'in', 'is', 'CompareOp'])

/** Whether this is `or`, `and`, `not` or a comparison, of whatever. */
export const isTest = (node: SyntaxNode): boolean => {
  if (node.name !== 'BinaryExpression' && node.name !== 'UnaryExpression') return false
  return childrenOf(node).some(({ name }) => words.has(name))
}
