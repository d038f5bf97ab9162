import { useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components'
import { commonTexts } from '../texts/common-texts.ts'
import './long-text.css'

/** A text of which a few lines are shown, and all of it when asked for: so that a long one does not push the rest away. */
export const LongText = ({ children }: { readonly children: ReactNode }) => {
  const box = useRef<HTMLDivElement>(null)
  const [isOpen, setIsOpen] = useState(false)
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
  }, [])
  return (
    <div className="long-text">
      <div className="long-text-box" data-is-open={isOpen} ref={box}>
        {children}
      </div>
      {isCut || isOpen ? (
        <Button
          className="link long-text-more"
          onPress={() => {
            setIsOpen(!isOpen)
          }}
        >
          {isOpen ? commonTexts.showLess : commonTexts.showAll}
        </Button>
      ) : null}
    </div>
  )
}
