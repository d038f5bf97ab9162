import { useLayoutEffect, useRef, useState, type ReactNode, type RefObject } from 'react'
import { Button } from 'react-aria-components'
import { commonTexts } from '../texts/common-texts.ts'
import './long-text.css'

interface LongTextProps {
  /** In characters. Where it is said, two lines are shown at most, and how long all of it is. */
  readonly length?: number
  readonly children: ReactNode
}

// What is shorter is on two lines wherever it stands.
const alwaysSeen = 24

/** A text of which a few lines are shown, and all of it when asked for: so that a long one does not push the rest away. */
export const LongText = ({ length, children }: LongTextProps) =>
  length !== undefined && length <= alwaysSeen ? (
    <div className="long-text">{children}</div>
  ) : (
    <CutText length={length}>{children}</CutText>
  )

const CutText = ({ length, children }: { readonly length: number | undefined; readonly children: ReactNode }) => {
  const box = useRef<HTMLDivElement>(null)
  const [isOpen, setIsOpen] = useState(false)
  const isCut = useIsCut(box)
  return (
    <div className="long-text">
      <div className="long-text-box" data-is-counted={length !== undefined} data-is-open={isOpen} ref={box}>
        {children}
      </div>
      {isCut || isOpen ? (
        <Button
          className="link long-text-more"
          aria-expanded={isOpen}
          onPress={() => {
            setIsOpen(!isOpen)
          }}
        >
          {isOpen ? commonTexts.showLess : commonTexts.showAll(length)}
        </Button>
      ) : null}
    </div>
  )
}

// Whether some of it is out of sight: at any width, and whatever it becomes.
const useIsCut = (box: RefObject<HTMLDivElement | null>): boolean => {
  const [isCut, setIsCut] = useState(false)
  useLayoutEffect(() => {
    const element = box.current
    if (element === null) return
    const observer = new ResizeObserver(() => {
      setIsCut(element.scrollHeight > element.clientHeight + 1)
    })
    observer.observe(element)
    return () => {
      observer.disconnect()
    }
  }, [box])
  return isCut
}
