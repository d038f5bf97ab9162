import { snippetRequest } from '../../../shared/copy-as/snippet-request.ts'
import { CopyAs } from '../../widgets/copy-as.tsx'
import type { Composition } from './composition.ts'
import { consoleTexts } from './console-texts.ts'

/** The head of the request as it will be sent, with every line that the lab adds. */
export const RequestPreview = ({ composition: { request, headers, url } }: { readonly composition: Composition }) => (
  <div className="composer-part">
    <h3 className="composer-title">{consoleTexts.preview}</h3>
    <div className="message" role="group" aria-label={consoleTexts.preview}>
      <div className="message-start">
        {request.method} {request.target} HTTP/1.1
      </div>
      {headers.map(([name, value], index) => (
        <div key={index} className="message-header" data-is-cookie={name.toLowerCase() === 'cookie'}>
          <span className="message-name">{name}:</span> {value}
        </div>
      ))}
    </div>
    <CopyAs request={snippetRequest(request, url)} />
  </div>
)
