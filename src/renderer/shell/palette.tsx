import { useEffect, useRef } from 'react'
import {
  Autocomplete,
  Dialog,
  Input,
  Keyboard,
  Menu,
  MenuItem,
  Modal,
  ModalOverlay,
  Text,
  TextField,
  useFilter,
} from 'react-aria-components'
import { shortcutText } from '../../shared/wire/shortcut.ts'
import { useCoversViews } from '../kit/covered-views.ts'
import { isMac } from '../kit/is-mac.ts'
import { shellTexts } from './shell-texts.ts'
import { useLive } from '../client/use-live.ts'
import { useCommands } from './use-commands.ts'
import './palette.css'

interface PaletteProps {
  readonly isOpen: boolean
  readonly onOpenChange: (isOpen: boolean) => void
}

/** Every command by name: type a part of it, choose with the arrows, Enter does it. */
export const Palette = ({ isOpen, onOpenChange }: PaletteProps) => {
  useCoversViews(isOpen)
  return (
    <ModalOverlay className="palette-scrim" isOpen={isOpen} onOpenChange={onOpenChange} isDismissable>
      <Modal className="palette">
        <Dialog className="palette-dialog" aria-label={shellTexts.palette.open}>
          {({ close }) => <Commands onDone={close} />}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

const Commands = ({ onDone }: { readonly onDone: () => void }) => {
  const commands = useLive(useCommands())
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // It scrolls, so the keyboard must reach it; the component leaves that to the field above it.
    list.current?.setAttribute('tabindex', '0')
  }, [])
  const { contains } = useFilter({ sensitivity: 'base' })
  return (
    <Autocomplete filter={contains}>
      <TextField className="palette-search" aria-label={shellTexts.palette.search} autoFocus>
        <Input className="palette-input" placeholder={shellTexts.palette.placeholder} />
      </TextField>
      <Menu
        ref={list}
        className="palette-list"
        aria-label={shellTexts.palette.list}
        items={commands}
        renderEmptyState={() => <p className="palette-empty">{shellTexts.palette.empty}</p>}
        onAction={(key) => {
          onDone()
          commands.find(({ id }) => id === key)?.run()
        }}
      >
        {({ name, shortcut }) => (
          <MenuItem className="palette-item" textValue={name}>
            <Text slot="label">{name}</Text>
            {shortcut === undefined ? null : <Keyboard>{shortcutText(shortcut, isMac)}</Keyboard>}
          </MenuItem>
        )}
      </Menu>
    </Autocomplete>
  )
}
