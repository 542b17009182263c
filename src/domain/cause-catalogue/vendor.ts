import type { Catalogue } from './cause.ts'

/** Replies that are no answer about the key. */
export const VENDOR = {
  'rate-limited': {
    severity: 'info',
    title: /*i18n*/ { id: 'cause.rate-limited.title', message: 'GLPI Network asks for a pause' },
    meaning: /*i18n*/ {
      id: 'cause.rate-limited.meaning',
      message: 'It was asked too often in a short time. That says nothing about the key.',
    },
    next: /*i18n*/ {
      id: 'cause.rate-limited.next',
      message: 'Wait, without reloading GLPI’s pages. A saved key is asked about again by itself after the pause.',
    },
    glpi: /*i18n*/ {
      id: 'cause.rate-limited.glpi',
      message:
        'GLPI says only “Unable to fetch registration information”. It keeps no failed answer, so each of its pages asks again.',
    },
    caller: /*i18n*/ {
      id: 'cause.rate-limited.caller',
      message:
        'Keep GLPI’s marketplace closed for a few minutes, then run the diagnosis once. Do several of your servers reach the internet by the same address?',
    },
  },
  'vendor-error': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.vendor-error.title', message: 'GLPI Network has a fault of its own' },
    meaning: /*i18n*/ {
      id: 'cause.vendor-error.meaning',
      message: 'It answered with a server error. That says nothing about the key.',
    },
    next: /*i18n*/ {
      id: 'cause.vendor-error.next',
      message:
        'Nothing to change here: a saved key is asked about again by itself. If it lasts, write to GLPI Network’s support.',
    },
    glpi: /*i18n*/ {
      id: 'cause.vendor-error.glpi',
      message:
        'GLPI shows no warning that services are unreachable; it says only “Unable to fetch registration information”.',
    },
    caller: /*i18n*/ {
      id: 'cause.vendor-error.caller',
      message:
        'This is on GLPI Network’s side, and nothing has to change on yours. Leave the key in place, and read me the time of the attempt.',
    },
  },
  'not-the-vendor': {
    severity: 'danger',
    title: /*i18n*/ { id: 'cause.not-the-vendor.title', message: 'Something else answered for GLPI Network' },
    meaning: /*i18n*/ {
      id: 'cause.not-the-vendor.meaning',
      message:
        'A web page came back where GLPI Network would answer, as from a web filter or a sign-in portal of the network. Its title often tells whose it is.',
    },
    next: /*i18n*/ {
      id: 'cause.not-the-vendor.next',
      message: 'Ask the network team to exempt services.glpi-network.com from filtering for this server.',
    },
    glpi: /*i18n*/ {
      id: 'cause.not-the-vendor.glpi',
      message:
        'GLPI takes such a page for reachable services, then says “Unable to fetch registration information”. The page stands in its log.',
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
      message: 'Latchkey did not follow it, because the key would have gone there too.',
    },
    next: /*i18n*/ {
      id: 'cause.redirected.next',
      message:
        'Check the address set for GLPI Network. If it is right, the network team can look for a portal or a filter that redirects.',
    },
    glpi: /*i18n*/ { id: 'cause.redirected.glpi', message: 'GLPI follows such a reply and sends the key along.' },
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
      message: 'It is cut off, or it is no answer about a key.',
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
        'Run the diagnosis once more while I wait. Does anything on the way change web pages, such as a filter, a virus scanner or a compressing proxy?',
    },
  },
} satisfies Catalogue
