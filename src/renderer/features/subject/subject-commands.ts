import { waysToJoin } from '../../../shared/copy-as/ways-to-join.ts'
import { labFold } from '../../../shared/folds/lab.ts'
import type { Command } from '../../client/command.ts'
import type { Services } from '../../client/services.ts'
import { copyText } from '../../kit/copy-text.ts'
import { subjectTexts } from './subject-texts.ts'

/** The commands by which other clients come to be watched, ready to copy. */
export const subjectCommands = ({ store }: Services): readonly Command[] => {
  const lab = store.viewOf(labFold)
  if (lab.state === 'unknown') return []
  const { tapPort } = lab.subject
  const app = lab.nodes.find(({ role }) => role === 'app')
  if (tapPort === undefined || app === undefined) return []
  return waysToJoin(tapPort, app.url === '' ? `http://${app.label}/` : app.url).map(({ client, command }) => ({
    id: `join ${client}`,
    name: subjectTexts.join(client),
    group: { name: subjectTexts.group, order: 15 },
    takesFocus: false,
    run: () => void copyText(command),
  }))
}
