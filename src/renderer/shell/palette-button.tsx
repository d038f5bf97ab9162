import { Button } from 'react-aria-components'
import { isMac } from '../kit/is-mac.ts'
import { texts } from '../texts/texts.ts'

/** Says which keys open the command palette, and opens it. */
export const PaletteButton = ({ onPress }: { readonly onPress: () => void }) => (
  <Button className="palette-button" aria-label={texts.palette.open} onPress={onPress}>
    <kbd aria-hidden>{texts.palette.keys(isMac)}</kbd>
  </Button>
)
