import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { FINDING_WORDS } from '#contract/finding-words.ts'
import { WRONG_SECRET_WORDS } from '#contract/wrong-secret-words.ts'
import type { SetupStep } from '#domain/setup-steps.ts'

export type StepWords = {
  title: MessageDescriptor
  /** What to click. */
  click: MessageDescriptor
  /** What one should see then. */
  see: MessageDescriptor
  /** What of this is not confirmed. */
  unconfirmed?: MessageDescriptor
  /** What one may see in its place, and what to do then. */
  otherwise: readonly { sees: MessageDescriptor; do: MessageDescriptor }[]
  /** What support staff say to a caller. */
  say: MessageDescriptor
  /** When the guide moves on by itself. */
  movesOn: MessageDescriptor
}

const PORTAL_NOT_SEEN = msg`Latchkey has not seen the portal: its buttons may have other names.`
const AT_THE_TICK = msg`goes on when you say that it is done`

/** Each step, on the page, on paper and to read out. */
export const STEP_WORDS: Record<SetupStep, StepWords> = {
  glpi: {
    title: msg`Your GLPI`,
    click: msg`Give your GLPI the name that your colleagues use. Choose how Latchkey connects to it, enter its address and press “Test the connection”. Then press “Add”.`,
    see: msg`“The connection works”, and after “Add” the next step of this guide.`,
    otherwise: [
      {
        sees: msg`You have no access to GLPI’s API, console or database yet`,
        do: msg`Enter the name only. The connection can follow at any time, in the settings; until then you paste the key into GLPI yourself.`,
      },
      {
        sees: msg`The connection does not work yet`,
        do: msg`The cause and its next step stand under the button. You can also save it as it is, and go on.`,
      },
    ],
    say: msg`Type the name of your GLPI and press Add. The connection can wait. What does the page say now?`,
    movesOn: msg`goes on when your GLPI is added`,
  },
  account: {
    title: msg`Account on GLPI Network`,
    click: msg`Open the GLPI Network portal and sign in, or register there.`,
    see: msg`The portal, with you signed in.`,
    unconfirmed: PORTAL_NOT_SEEN,
    otherwise: [
      {
        sees: msg`The portal does not open`,
        do: msg`That is about this computer’s network, and says nothing about GLPI’s server. Try another network.`,
      },
      {
        sees: msg`You cannot sign in`,
        do: msg`Only the portal can help with its passwords. Ask who bought the subscription: the account may be a colleague’s or a reseller’s.`,
      },
    ],
    say: msg`Open the GLPI Network portal and sign in. Do not tell me your password. Are you signed in?`,
    movesOn: AT_THE_TICK,
  },
  offer: {
    title: msg`Choose an offer`,
    click: msg`In the portal, choose a subscription or the free registration. The free one is enough to open the marketplace; some plugins need an offer.`,
    see: msg`A registration or a subscription for this GLPI in your account.`,
    unconfirmed: PORTAL_NOT_SEEN,
    otherwise: [
      {
        sees: msg`You are not sure that you need a key`,
        do: msg`A few questions tell: “Do I need a key?”`,
      },
      {
        sees: msg`The subscription has ended`,
        do: msg`Renew it in the portal. Do not paste the key again: check it again here.`,
      },
    ],
    say: msg`Does your account show a registration or a subscription for this GLPI? What is it called?`,
    movesOn: AT_THE_TICK,
  },
  copy: {
    title: msg`Copy the key`,
    click: msg`In the portal, show the registration key of this GLPI and copy all of it, with a copy button if there is one.`,
    see: msg`Nothing changes: the key is on the clipboard. It is one long text that usually begins with “eyJ”.`,
    unconfirmed: PORTAL_NOT_SEEN,
    otherwise: [
      {
        sees: msg`There are several keys`,
        do: msg`Take the one for this GLPI. Most keys are for one GLPI.`,
      },
      {
        sees: msg`The key is in a mail or a document`,
        do: msg`Copy all of the text: Latchkey takes out what does not belong to the key.`,
      },
      {
        sees: msg`It is short, such as 40 letters and digits`,
        do: msg`It is another secret. Show it to no one; “Which key is which” says where it belongs.`,
      },
    ],
    say: msg`In the portal, copy the whole registration key of this GLPI. Do not read it to me. Is it copied?`,
    movesOn: AT_THE_TICK,
  },
  paste: {
    title: msg`Paste the key`,
    click: msg`Click in the box “Registration key” and press Ctrl+V, or ⌘V on a Mac.`,
    see: msg`“Whole key”, in green under the box.`,
    otherwise: [
      {
        sees: FINDING_WORDS.truncated.title,
        do: msg`Only part of it was copied. Go back one step and copy all of it.`,
      },
      {
        sees: WRONG_SECRET_WORDS['glpi-ciphertext'].title,
        do: msg`It was copied out of GLPI. Take the key from the portal.`,
      },
      {
        sees: WRONG_SECRET_WORDS['glpi-token'].title,
        do: msg`It belongs to GLPI’s REST API, and should not be shown to anyone.`,
      },
    ],
    say: msg`Click once in the large box, hold Control and press V. What are the first words under the box?`,
    movesOn: msg`goes on by itself when the key is whole`,
  },
  check: {
    title: msg`Check the key`,
    click: msg`Press “Check without saving”. GLPI Network is asked about the key; nothing is stored.`,
    see: msg`In green, that the key is accepted, with your subscription.`,
    otherwise: [
      {
        sees: msg`GLPI Network does not answer`,
        do: msg`That says nothing about the key. “Find out why” names the cause; you can save the key all the same.`,
      },
      {
        sees: msg`The key is refused`,
        do: msg`Make sure that it is the one for this GLPI, and copy it again from the portal.`,
      },
    ],
    say: msg`Press “Check without saving” and wait a few seconds. What does the coloured box say?`,
    movesOn: msg`goes on by itself when GLPI Network accepts the key`,
  },
  save: {
    title: msg`Save into GLPI`,
    click: msg`Press “Save”. With a connection, Latchkey writes the key into GLPI and reads it back. Without one, open Setup > General > GLPI Network in GLPI, paste the key there too and save.`,
    see: msg`With a connection, “Proven” or “Accepted” under “In GLPI”. In GLPI itself, a green sentence and your subscription.`,
    otherwise: [
      {
        sees: msg`The field in GLPI is empty again after saving`,
        do: msg`GLPI cannot encrypt. Put its file config/glpicrypt.key back from a backup before anything else.`,
      },
      {
        sees: msg`GLPI shows no field, only “Remove”`,
        do: msg`It has a key already. Remove it there first, then paste the new one.`,
      },
    ],
    say: msg`Press Save and wait until the page has read the key back. Which word stands under “In GLPI”?`,
    movesOn: msg`goes on by itself when the key is in GLPI`,
  },
  open: {
    title: msg`Marketplace open`,
    click: msg`Look at the conditions below, then open the marketplace in GLPI.`,
    see: msg`“Open” beside “Marketplace”. In GLPI, a list of plugins under “Discover”.`,
    otherwise: [
      {
        sees: msg`GLPI still says that a registration is needed`,
        do: msg`GLPI remembers an answer for a day, in each language. Open Setup > General > GLPI Network in GLPI once: that asks again.`,
      },
      {
        sees: msg`A plugin has no button to install it`,
        do: msg`It needs a higher offer, or has no version for your GLPI. The tab “Marketplace” says which.`,
      },
    ],
    say: msg`Open the marketplace in GLPI. Do you see a list of plugins, or a sentence? Read me the sentence.`,
    movesOn: msg`is done when every condition that can be seen is met`,
  },
}
