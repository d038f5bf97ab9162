import { useEffect, useRef, useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components'
import { commonTexts } from '../texts/common-texts.ts'
import './long-text.css'

interface LongTextProps {
  /** Its length in characters, which is told where not all of it is in sight. */
  readonly length: number
  readonly children: ReactNode
}

// What is shorter is on two lines wherever it stands.
const shortest = 24

/** A text on two lines at most, however long it is; all of it on demand. */
export const LongText = ({ length, children }: LongTextProps) =>
  length <= shortest ? <div className="long-text">{children}</div> : <Clamped length={length}>{children}</Clamped>

const Clamped = ({ length, children }: LongTextProps) => {
  const text = useRef<HTMLDivElement>(null)
  const [isOpen, setOpen] = useState(false)
  const isCut = useIsCut(text, isOpen)
  return (
    <div className="long-text">
      <div ref={text} className="long-text-lines" data-is-open={isOpen}>
        {children}
      </div>
      {isCut || isOpen ? (
        <Button
          className="link long-text-more"
          aria-expanded={isOpen}
          onPress={() => {
            setOpen(!isOpen)
          }}
        >
          {isOpen ? commonTexts.showLess : commonTexts.showAll(length)}
        </Button>
      ) : null}
    </div>
  )
}

// Whether lines are out of sight, at any width. While it is open, that is as it was.
const useIsCut = (text: React.RefObject<HTMLDivElement | null>, isOpen: boolean): boolean => {
  const [isCut, setCut] = useState(false)
  useEffect(() => {
    const element = text.current
    if (element === null || isOpen) return
    const look = () => {
      setCut(element.scrollHeight > element.clientHeight + 1)
    }
    const observer = new ResizeObserver(look)
    observer.observe(element)
    look()
    return () => {
      observer.disconnect()
    }
  })
  return isCut
}
