import { Trans } from '@lingui/react/macro'
import { Component, type ReactNode } from 'react'
import { Button } from './button.tsx'
import { Message } from './message.tsx'

/** Catches what nothing else does. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    if (!this.state.failed) return this.props.children
    return (
      <Message
        tone="danger"
        alert
        title={<Trans>This part of the page could not be shown</Trans>}
        action={
          <Button onClick={() => location.reload()}>
            <Trans>Reload the page</Trans>
          </Button>
        }
      >
        <p>
          <Trans>This is an error in this page. Nothing that was saved is lost.</Trans>
        </p>
      </Message>
    )
  }
}
