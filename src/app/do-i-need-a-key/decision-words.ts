import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Tone } from '../ui/tone.ts'
import type { NeedAnswer, NeedOutcome, NeedQuestion } from './decision.ts'

export const NEED_QUESTION_WORDS: Record<NeedQuestion, MessageDescriptor> = {
  where: msg`Where does your GLPI run?`,
  want: msg`What do you want to do with it?`,
  how: msg`How do you want to install the plugins?`,
}

export const ANSWER_WORDS: Record<NeedAnswer, MessageDescriptor> = {
  own: msg`On a server of our own, or of a provider we chose`,
  cloud: msg`On GLPI Network Cloud, hosted by the vendor`,
  glpi: msg`Use GLPI itself, without plugins`,
  'open-source': msg`Add open-source plugins`,
  official: msg`Use official plugins that are paid for`,
  'third-party': msg`Use a plugin that another company sells`,
  subscription: msg`Use the GLPI Network subscription that we have`,
  'by-hand': msg`By hand: download them and copy their files`,
  marketplace: msg`From the marketplace, inside GLPI`,
}

type OutcomeWords = { tone: Tone; title: MessageDescriptor; why: MessageDescriptor; known: MessageDescriptor }

/** @property known how sure that is: where it was seen or read, or that it is not confirmed. */
export const NEED_OUTCOME_WORDS: Record<NeedOutcome, OutcomeWords> = {
  managed: {
    tone: 'info',
    title: msg`The key is managed for you`,
    why: msg`On GLPI Network Cloud the hosting platform registers GLPI and keeps the key. The plugins offered there are those that the vendor has approved; for others, ask the vendor.`,
    known: msg`Not confirmed: we know this from reports, and have seen no such GLPI ourselves. The vendor’s support can confirm it.`,
  },
  'not-needed': {
    tone: 'success',
    title: msg`No, you need no key`,
    why: msg`GLPI is complete without one. Only its plugin marketplace stays closed.`,
    known: msg`Confirmed: seen in GLPI 10.0 and 11.0.`,
  },
  'not-needed-by-hand': {
    tone: 'success',
    title: msg`No, you need no key`,
    why: msg`Once the files of a plugin are in GLPI’s plugins folder, GLPI installs it without a key. You look for updates yourself. With a free registration the marketplace does both.`,
    known: msg`Confirmed by GLPI’s source code.`,
  },
  'free-registration': {
    tone: 'info',
    title: msg`Yes, but it costs nothing`,
    why: msg`The marketplace inside GLPI opens with a key only. For open-source plugins, the key of a free registration is enough.`,
    known: msg`Confirmed: GLPI’s marketplace says so. What the portal asks for when you register is not known to us.`,
  },
  'official-plugin': {
    tone: 'warning',
    title: msg`Yes, the key of a subscription`,
    why: msg`The subscription has to be running, and its offer has to include the plugin. In the marketplace, GLPI shows on each plugin which offer it asks for.`,
    known: msg`Confirmed by GLPI’s source code. Which offers there are, and what they cost, only GLPI Network can say.`,
  },
  'seller-decides': {
    tone: 'warning',
    title: msg`Its seller decides`,
    why: msg`A plugin that another company sells has terms of its own, and perhaps a licence key of its own, which is not the registration key. If it is installed from the marketplace, GLPI needs at least a free registration.`,
    known: msg`Not confirmed: the terms differ from seller to seller. Ask the seller of the plugin.`,
  },
  'subscription-key': {
    tone: 'info',
    title: msg`Yes, the key of your subscription`,
    why: msg`The key tells GLPI Network which subscription this GLPI has. Once it is saved, GLPI shows the subscription and opens the marketplace.`,
    known: msg`Confirmed: seen in GLPI 10.0 and 11.0, with the sandbox in place of GLPI Network.`,
  },
}
