import { labFold } from '../../shared/folds/lab.ts'
import { useView } from '../client/use-view.ts'
import { shellTexts } from './shell-texts.ts'
import { ImplementationChoice } from '../features/controls/implementation-choice.tsx'
import { Logo } from './logo.tsx'
import { ModeHint } from '../features/controls/mode-hint.tsx'
import { PaletteButton } from './palette-button.tsx'
import { ServerPill } from '../features/controls/server-pill.tsx'
import { StoreSwitch } from '../features/controls/store-switch.tsx'
import { SubjectMark } from '../features/subject/subject-mark.tsx'
import { ThemeButton } from './theme-button.tsx'
import './header.css'

/** The top of the window: the mode switch, the servers, and what concerns the panel as a whole. */
export const Header = ({ onOpenPalette }: { readonly onOpenPalette: () => void }) => {
  const lab = useView(labFold)
  return (
    <header className="header">
      <h1 className="header-title">
        <Logo />
        <span className="header-name">{shellTexts.title}</span>
      </h1>
      {lab.state === 'known' && !lab.subject.capabilities.modeSwitch ? <SubjectMark subject={lab.subject} /> : null}
      {lab.state === 'unknown' || !lab.subject.capabilities.modeSwitch ? null : (
        <>
          <StoreSwitch settings={lab.settings} />
          <ImplementationChoice settings={lab.settings} />
          <ModeHint settings={lab.settings} />
        </>
      )}
      <div className="header-end">
        {lab.state === 'unknown' ? null : lab.nodes.map((node) => <ServerPill key={node.id} node={node} />)}
        <PaletteButton onPress={onOpenPalette} />
        <ThemeButton />
      </div>
    </header>
  )
}
