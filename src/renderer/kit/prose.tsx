import { Fragment, type ReactNode } from 'react'

/** A text in which `code` stands between backquotes and *stress* between asterisks. */
export const Prose = ({ text }: { readonly text: string }) => <>{text.split(/(`[^`]+`|\*[^*]+\*)/).map(piece)}</>

const piece = (text: string, index: number): ReactNode => {
  if (text.startsWith('`')) return <code key={index}>{text.slice(1, -1)}</code>
  if (text.startsWith('*')) return <em key={index}>{text.slice(1, -1)}</em>
  return <Fragment key={index}>{text}</Fragment>
}
