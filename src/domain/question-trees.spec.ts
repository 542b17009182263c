import { expect, test } from 'vitest'
import { CAUSE_CODES } from './cause-codes.ts'
import { QUESTION_WORDS } from './cause-catalogue/desk/questions.ts'
import { CLICKS, STEPS } from './cause-catalogue/desk/steps.ts'
import { CAUSE_TREES, FINDING_TREES, SENTENCE_TREE, STATE_TREES, type Branch, type Leaf } from './question-trees.ts'

type Path = { asked: string[]; leaf: Leaf }

/** Each way through a tree, with what is asked on it. */
const pathsOf = (branch: Branch, asked: string[] = []): Path[] =>
  branch.is === 'question'
    ? [branch.yes, branch.no].flatMap((next) => pathsOf(next, [...asked, branch.ask]))
    : [{ asked, leaf: branch }]

const OTHERS: [string, Branch][] = [
  ...Object.entries(STATE_TREES),
  ...Object.entries(FINDING_TREES),
  ['sentence', SENTENCE_TREE],
]

test.each(CAUSE_CODES)('%s: one to three questions, none twice, and not the same on both sides', (cause) => {
  for (const { asked, leaf } of pathsOf(CAUSE_TREES[cause])) {
    expect(asked.length).toBeLessThanOrEqual(3)
    expect(new Set(asked).size).toBe(asked.length)
    expect(leaf).not.toEqual({ is: 'cause', cause })
  }
  expect(CAUSE_TREES[cause].yes).not.toEqual(CAUSE_TREES[cause].no)
})

test.each(OTHERS)('%s: leads somewhere; only a cause has a next step of its own', (_, tree) => {
  for (const { asked, leaf } of pathsOf(tree)) {
    expect(asked.length).toBeLessThanOrEqual(3)
    expect(leaf.is).not.toBe('next')
  }
})

test('no cause leads back to itself, by whatever other causes', () => {
  const leadsTo = (cause: (typeof CAUSE_CODES)[number]) =>
    pathsOf(CAUSE_TREES[cause]).flatMap(({ leaf }) => (leaf.is === 'cause' ? [leaf.cause] : []))
  const loops = CAUSE_CODES.filter((start) => {
    const met = new Set(leadsTo(start))
    for (const cause of met) for (const next of leadsTo(cause)) met.add(next)
    return met.has(start)
  })
  expect(loops).toEqual([])
})

test('every question and every step is used', () => {
  const paths = [...Object.values(CAUSE_TREES), ...OTHERS.map(([, tree]) => tree)].flatMap((tree) => pathsOf(tree))
  expect(new Set(paths.flatMap(({ asked }) => asked))).toEqual(new Set(Object.keys(QUESTION_WORDS)))
  const steps = new Set(paths.flatMap(({ leaf }) => (leaf.is === 'step' ? [leaf.step] : [])))
  expect(steps).toEqual(new Set(Object.keys(STEPS)))
  const clicks = [...Object.values(STEPS), ...Object.values(CAUSE_TREES)].map(({ click }) => click)
  expect(new Set(clicks.filter((click) => click !== null))).toEqual(new Set(CLICKS))
})

test.each(Object.entries(QUESTION_WORDS))('question %s can be read out', (_, { message }) => {
  expect(message).toMatch(/\?( Do not (read|send) it to me\.)?$/)
  expect(message.length).toBeLessThanOrEqual(130)
})

// the expected answer is the one that leaves the cause standing
test.each([
  ['dns-not-found', 'no'],
  ['tls-expired', 'no'],
  ['tls-untrusted-issuer', 'yes'],
  ['crypt-key-missing', 'no'],
  ['subscription-ended', 'no'],
] as const)('%s expects %s', (cause, expected) => {
  expect(CAUSE_TREES[cause].expected).toBe(expected)
})
