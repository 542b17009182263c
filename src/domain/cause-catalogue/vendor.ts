import type { Catalogue } from './cause.ts'

/** Replies that do not answer the question about the key. */
export const VENDOR = {
  'rate-limited': {
    severity: 'info',
    title: /*i18n*/ { id: 'cause.rate-limited.title', message: 'GLPI Network asks for a pause' },
    meaning: /*i18n*/ {
      id: 'cause.rate-limited.meaning',
      message: 'It received too many requests in a short time. This says nothing about the key.',
    },
    next: /*i18n*/ {
      id: 'cause.rate-limited.next',
      message: 'Wait, and do not reload GLPI’s pages. Latchkey checks a saved key again on its own after the pause.',
    },
    glpi: /*i18n*/ {
      id: 'cause.rate-limited.glpi',
      message:
        'GLPI says only “Unable to fetch registration information”. It does not cache a failed answer, so each of its pages asks again.',
    },
    caller: /*i18n*/ {
      id: 'cause.rate-limited.caller',
      message:
        'Keep GLPI’s marketplace closed for a few minutes, then run the diagnosis once. Do several of your servers reach the internet from the same address?',
    },
  },
  'vendor-error': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.vendor-error.title', message: 'GLPI Network reports a server error' },
    meaning: /*i18n*/ {
      id: 'cause.vendor-error.meaning',
      message: 'The error is on its side. This says nothing about the key.',
    },
    next: /*i18n*/ {
      id: 'cause.vendor-error.next',
      message:
        'There is nothing to change here: Latchkey checks a saved key again on its own. If this persists, write to GLPI Network’s support.',
    },
    glpi: /*i18n*/ {
      id: 'cause.vendor-error.glpi',
      message:
        'GLPI does not warn that the services are unreachable; it says only “Unable to fetch registration information”.',
    },
    caller: /*i18n*/ {
      id: 'cause.vendor-error.caller',
      message:
        'The problem is on GLPI Network’s side, so there is nothing to change on yours. Leave the key in place, and read me the time of the attempt.',
    },
  },
  'not-the-vendor': {
    severity: 'danger',
    title: /*i18n*/ { id: 'cause.not-the-vendor.title', message: 'Something else answered for GLPI Network' },
    meaning: /*i18n*/ {
      id: 'cause.not-the-vendor.meaning',
      message:
        'A web page came back instead of GLPI Network’s answer, for example from a web filter or the network’s sign-in portal. Its title often shows where it is from.',
    },
    next: /*i18n*/ {
      id: 'cause.not-the-vendor.next',
      message: 'Ask the network team to exempt services.glpi-network.com from filtering for this server.',
    },
    glpi: /*i18n*/ {
      id: 'cause.not-the-vendor.glpi',
      message:
        'GLPI takes such a page as proof that the services are reachable, then says “Unable to fetch registration information”. The page is in its log.',
    },
    caller: /*i18n*/ {
      id: 'cause.not-the-vendor.caller',
      message:
        'Read me the title of the page that came back, as the diagnosis shows it. Does your network have a web filter or a sign-in page that looks like it?',
    },
  },
  redirected: {
    severity: 'danger',
    title: /*i18n*/ { id: 'cause.redirected.title', message: 'The reply points to another address' },
    meaning: /*i18n*/ {
      id: 'cause.redirected.meaning',
      message: 'Latchkey did not follow it, because the key would have been sent there too.',
    },
    next: /*i18n*/ {
      id: 'cause.redirected.next',
      message:
        'Check the address set for GLPI Network. If it is correct, the network team can look for a portal or a filter that redirects.',
    },
    glpi: /*i18n*/ { id: 'cause.redirected.glpi', message: 'GLPI follows such a redirect and sends the key along.' },
    caller: /*i18n*/ {
      id: 'cause.redirected.caller',
      message:
        'Read me the address that the reply points to. Do you know it, and is the address of GLPI Network in Latchkey the one you meant?',
    },
  },
  'reply-unreadable': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.reply-unreadable.title', message: 'The reply could not be read' },
    meaning: /*i18n*/ {
      id: 'cause.reply-unreadable.meaning',
      message: 'It is cut off, or it is not an answer about a key.',
    },
    next: /*i18n*/ {
      id: 'cause.reply-unreadable.next',
      message:
        'Check again. If this persists, ask the network team whether a device on the network path changes replies.',
    },
    glpi: /*i18n*/ {
      id: 'cause.reply-unreadable.glpi',
      message: 'GLPI says only “Unable to fetch registration information”.',
    },
    caller: /*i18n*/ {
      id: 'cause.reply-unreadable.caller',
      message:
        'Run the diagnosis once more while I wait. Does anything on the network path change web pages, such as a filter, a virus scanner or a compressing proxy?',
    },
  },
} satisfies Catalogue
