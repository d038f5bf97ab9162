import { useId, type ReactNode } from 'react'
import { LinkedText } from '../../../widgets/linked-text.tsx'

interface StoryStepProps {
  readonly number: number
  readonly name: string
  readonly title: string
  readonly tone?: 'good' | 'bad' | 'plain'
  readonly children?: ReactNode
}

/** One of the steps of a story: its number, its name, the gist of it, and what is known. */
export const StoryStep = ({ number, name, title, tone = 'plain', children }: StoryStepProps) => {
  const id = useId()
  return (
    <div className="story-step" role="group" aria-labelledby={id} data-tone={tone}>
      <span className="story-number" aria-hidden>
        {number}
      </span>
      <h4>
        <span id={id}>{name}</span>{' '}
        <small>
          <LinkedText text={title} />
        </small>
      </h4>
      {children}
    </div>
  )
}
