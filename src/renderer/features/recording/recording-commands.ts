import { commandGroups, type Command } from '../../client/command.ts'
import type { Services } from '../../client/services.ts'
import { closeRecording, openRecording, saveRecording } from './recording-files.ts'
import { recordingTexts } from './recording-texts.ts'

/** What can be done with recordings. */
export const recordingCommands = (services: Services): readonly Command[] => {
  const common = { group: commandGroups.lab, order: 60, takesFocus: true }
  const save: Command = {
    ...common,
    id: 'save recording',
    name: recordingTexts.save,
    run: () => {
      saveRecording(services)
    },
  }
  const open: Command = {
    ...common,
    id: 'open recording',
    name: recordingTexts.open,
    run: () => {
      openRecording(services)
    },
  }
  const close: Command = {
    ...common,
    id: 'close recording',
    name: recordingTexts.close,
    run: () => {
      closeRecording(services)
    },
  }
  return services.recording.current() === undefined ? [save, open] : [save, open, close]
}
