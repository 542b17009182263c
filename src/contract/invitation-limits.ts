/** A person's name: letters of any script, with the two joiners that some need; nothing that changes how the rest is shown. */
export const PERSON_NAME = /^(?:[^\p{C}]|[\u200C\u200D]){1,80}$/u

/** How long a sign-in link may work: a month. */
export const MOST_HOURS = 720
