import { Fragment } from 'react'
import { unseenCharacters } from '../../shared/base/visible.ts'
import './seen-text.css'

interface SeenTextProps {
  readonly children: string
}

/**
 * Text that somebody else wrote, as it is: what would not be seen, or would turn the writing round so that another text is read
 * (Unicode Standard Annex #9), is shown as a mark with its code point. Line ends and tabs are layout.
 */
export const SeenText = ({ children: text }: SeenTextProps) => {
  const pieces = text.split(unseenCharacters)
  if (pieces.length === 1) return text
  return pieces.map((piece, index) =>
    // Between two pieces stands what the text was split at.
    index % 2 === 0 ? (
      <Fragment key={index}>{piece}</Fragment>
    ) : (
      <span key={index} className="unseen-character">
        {nameOf(piece)}
      </span>
    ),
  )
}

const nameOf = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
