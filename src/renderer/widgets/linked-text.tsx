import { Fragment } from 'react'
import { Button } from 'react-aria-components'
import { useReveal } from '../client/reveal.ts'
import { useSelection } from '../client/selection.ts'
import './linked-text.css'

/** A sentence in which each exchange that it names, `#7`, leads there. */
export const LinkedText = ({ text }: { readonly text: string }) => (
  <>
    {text.split(/(#\d+)/).map((part, index) => (
      <Fragment key={index}>{index % 2 === 0 ? part : <ExchangeLink exchange={Number(part.slice(1))} />}</Fragment>
    ))}
  </>
)

/** Leads to an exchange: in the tab that is open, where that shows exchanges. */
export const ExchangeLink = ({ exchange }: { readonly exchange: number }) => {
  const { select, file } = useSelection()
  const reveal = useReveal()
  return (
    <Button
      className="link exchange-link"
      onPress={() => {
        if (file === undefined) reveal({ exchange })
        else select(exchange)
      }}
    >
      #{exchange}
    </Button>
  )
}
