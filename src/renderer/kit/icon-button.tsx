import type { LucideIcon } from 'lucide-react'
import { Button, Tooltip, TooltipTrigger } from 'react-aria-components'
import './icon-button.css'

interface IconButtonProps {
  readonly icon: LucideIcon
  /** Its accessible name, and what its tooltip says. */
  readonly name: string
  readonly onPress: () => void
  readonly isDisabled?: boolean
}

/** A button that shows a symbol. Its tooltip opens upwards: native views lie below it. */
export const IconButton = ({ icon: Icon, name, onPress, isDisabled = false }: IconButtonProps) => (
  <TooltipTrigger delay={500}>
    <Button className="icon-button" aria-label={name} onPress={onPress} isDisabled={isDisabled}>
      <Icon aria-hidden size="1.25em" strokeWidth={1.75} />
    </Button>
    <Tooltip className="tooltip" placement="top" offset={6}>
      {name}
    </Tooltip>
  </TooltipTrigger>
)
