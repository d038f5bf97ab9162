import { useEffect, useId, useState, type ReactNode, type SyntheticEvent } from 'react'
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useCoversViews } from './covered-views.ts'
import { commonTexts } from '../texts/common-texts.ts'
import './form-dialog.css'

interface FormDialogProps {
  readonly title: string
  /** What saving does, in a sentence. */
  readonly hint: string
  readonly children: ReactNode
  /** What the button is called that saves, where that is not *Save*. */
  readonly action?: string
  /** Saves; returns what is wrong, if anything: the dialog then stays open and says so. */
  readonly onSave: () => Promise<string | undefined>
  readonly onClose: () => void
}

/** A form over the panel. Native views step aside while it is open. */
export const FormDialog = (props: FormDialogProps) => {
  useCoversViews(true)
  useGivesFocusBack()
  return (
    <ModalOverlay
      className="form-scrim"
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) props.onClose()
      }}
    >
      <Modal className="form-modal">
        <Dialog className="form-dialog">
          <Form {...props} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

// After the last word of the dialog itself, which may come while the page behind it cannot take the focus yet.
const useGivesFocusBack = (): void => {
  const [opener] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          const isLost = document.activeElement === null || document.activeElement === document.body
          if (isLost && opener instanceof HTMLElement && opener.isConnected) opener.focus()
        }),
      )
    },
    [opener],
  )
}

const Form = ({ title, hint, children, action = commonTexts.save, onSave, onClose }: FormDialogProps) => {
  const [problem, setProblem] = useState<string>()
  const [isSaving, setIsSaving] = useState(false)
  const problemId = useId()
  const save = async () => {
    setIsSaving(true)
    const wrong = await onSave()
    setIsSaving(false)
    setProblem(wrong)
    if (wrong === undefined) onClose()
  }
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    void save()
  }
  return (
    <form onSubmit={submit} aria-describedby={problem === undefined ? undefined : problemId}>
      <Heading slot="title" className="form-title">
        {title}
      </Heading>
      <p className="form-hint">{hint}</p>
      <div className="form-fields">{children}</div>
      <p className="form-problem" role="alert" id={problemId}>
        {problem}
      </p>
      <div className="form-buttons">
        <Button className="button" onPress={onClose}>
          {commonTexts.cancel}
        </Button>
        <Button className="button button-first" type="submit" isPending={isSaving}>
          {action}
        </Button>
      </div>
    </form>
  )
}
