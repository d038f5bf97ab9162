import { Button } from 'react-aria-components'
import { isMac } from '../kit/is-mac.ts'
import { shellTexts } from './shell-texts.ts'

/** Says which keys open the command palette, and opens it. */
export const PaletteButton = ({ onPress }: { readonly onPress: () => void }) => (
  <Button className="palette-button" aria-label={shellTexts.palette.open} onPress={onPress}>
    <kbd aria-hidden>{shellTexts.palette.keys(isMac)}</kbd>
  </Button>
)
