import { short } from '../../texts/wording.ts'

interface TargetTextProps {
  /** The request as the table shows it. */
  readonly text: string
  /** The id that is marked in it. */
  readonly id: string
}

/** A request in which the id of the followed session is marked, cut as the table has it. */
export const TargetText = ({ text, id }: TargetTextProps) => {
  const shown = text.includes(id) ? id : short(id)
  const at = text.indexOf(shown)
  if (at < 0) return text
  return (
    <>
      {text.slice(0, at)}
      <mark>{shown}</mark>
      {text.slice(at + shown.length)}
    </>
  )
}
