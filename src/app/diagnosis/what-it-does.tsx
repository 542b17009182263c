import { Trans } from '@lingui/react/macro'

/** Before the first run. */
export const WhatItDoes = () => (
  <div className="lk-card-body">
    <p>
      <Trans>
        The diagnosis goes the way of every check, step by step: it resolves the name of GLPI Network, connects,
        encrypts, asks about the saved key and reads the answer. Where the way ends, it says what was seen there, and
        what to do.
      </Trans>
    </p>
    <p className="text-secondary">
      <Trans>
        It takes 20 seconds at most and changes nothing. The key goes to GLPI Network alone; without a saved key, the
        way alone is looked at.
      </Trans>
    </p>
  </div>
)
