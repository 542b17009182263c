import { isIP } from 'node:net'
import fc from 'fast-check'
import { anyText } from '#domain/testing/any-text.ts'
import { expect, test } from 'vitest'
import { isForbiddenAddress } from './forbidden-address.ts'

test.each([
  '169.254.169.254',
  '169.254.0.1',
  '169.254.169.254.',
  ' 169.254.169.254 ',
  '２８５２０３９１６６',
  '169。254。169。254',
  '2852039166',
  '0xA9FEA9FE',
  '0xa9.0xfe.0xa9.0xfe',
  '0251.0376.0251.0376',
  '025177524776',
  '169.254.43518',
  '169.16689662',
  '0xa9.254.0251.0xfe',
  '0.0.0.0',
  '0',
  '00',
  '0x0',
  '0.1.2.3',
  '100.100.100.200',
  '168.63.129.16',
  '192.0.0.192',
  '224.0.0.1',
  '239.255.255.255',
  '255.255.255.255',
  '::',
  '[::]',
  '0:0:0:0:0:0:0:0',
  'fe80::1',
  'FE80::1',
  'fe80::1%eth0',
  '[fe80::1%25eth0]',
  'febf:ffff::1',
  'ff02::1',
  'fd00:ec2::254',
  'fd00:0ec2:0:0:0:0:0:0254',
  'fd00:ec2::23',
  'fd00:ec2:1::1',
  '[FD00:EC2:ffff:ffff:ffff:ffff:ffff:ffff]',
  'fd20:ce::254',
  'fd00:c1::a9fe:a9fe',
  '::ffff:169.254.169.254',
  '::ffff:a9fe:a9fe',
  '[::ffff:a9fe:a9fe]',
  '0:0:0:0:0:ffff:a9fe:a9fe',
  '::ffff:0.0.0.0',
  '::ffff:0:169.254.169.254',
  '::169.254.169.254',
  '::a9fe:a9fe',
  '64:ff9b::a9fe:a9fe',
  '64:ff9b::169.254.169.254',
  '64:ff9b:1::a9fe:a9fe',
  '64:ff9b:1:a9fe:00a9:fe00::',
  '64:ff9b:1:a9:fe:a9fe::',
  '64:ff9b:1:0:a9:fea9:fe00::',
  '2002:a9fe:a9fe::1',
  '2002:A9FE:A9FE:0:0:0:0:1',
  '2001:0:a9fe:a9fe::1',
  '2001::5601:5601',
  'fd12:3456::5efe:169.254.169.254',
  '2001:db8::200:5efe:a9fe:a9fe',
])('%s is refused', (host) => {
  expect(isForbiddenAddress(host)).toBe(true)
})

test.each([
  '127.0.0.1',
  '127.1',
  '2130706433',
  '10.0.0.1',
  '172.16.3.4',
  '192.168.1.10',
  '100.100.100.201',
  '100.64.0.1',
  '168.63.129.17',
  '169.253.255.255',
  '169.255.0.0',
  '223.255.255.255',
  '240.0.0.1',
  '8.8.8.8',
  '::1',
  '[::1]',
  'fd00::1',
  'fd00:ec3::1',
  'fd01:ec2::1',
  'fec0::1',
  '2001:db8::1',
  '64:ff9b::10.0.0.1',
  '64:ff9b:2::a9fe:a9fe',
  '2002:0a00:0001::1',
  '::ffff:127.0.0.1',
  '::ffff:10.1.2.3',
  'glpi.example',
  'localhost',
  '169.254.169.254.example',
  'a9fea9fe',
  '0xzz',
  '1.2.3.4.5',
  '256.1.1.1',
  '08',
  '4294967296',
  '1..2',
  '',
  ':::',
  '1:2:3:4:5:6:7:8:9',
  '::ffff:999.1.1.1',
  '12345::1',
])('"%s" is not', (host) => {
  expect(isForbiddenAddress(host)).toBe(false)
})

test('every spelling of a link-local address, wherever it is put in', () => {
  const part = fc.tuple(fc.nat(0xff), fc.constantFrom(10, 8, 16))
  const spelt = (number: number, base: number) => `${{ 10: '', 8: '0', 16: '0x' }[base] ?? ''}${number.toString(base)}`
  fc.assert(
    fc.property(part, part, fc.constantFrom(10, 8, 16), ([c, baseC], [d, baseD], base) => {
      const dotted = `${spelt(169, base)}.${spelt(254, base)}.${spelt(c, baseC)}.${spelt(d, baseD)}`
      const number = 0xa9fe0000 + c * 256 + d
      const hex = `a9fe:${(number & 0xffff).toString(16)}`
      const all = [
        dotted,
        spelt(number, base),
        `::ffff:${hex}`,
        `64:ff9b::${hex}`,
        `2002:${hex}::1`,
        `::ffff:169.254.${c}.${d}`,
      ]
      expect(all.filter((host) => !isForbiddenAddress(host))).toEqual([])
    }),
  )
})

test('the URL Standard reads IPv4 addresses as we do', () => {
  const spelling = /^(0x[0-9a-f]{1,8}|[0-9]{1,10})(\.(0x[0-9a-f]{1,3}|[0-9]{1,3})){0,3}$/
  const read = (host: string) => (URL.canParse(`http://${host}/`) ? new URL(`http://${host}/`).hostname : '')
  const addresses = fc.stringMatching(spelling).filter((host) => isIP(read(host)) === 4)
  const property = fc.property(addresses, (host) => isForbiddenAddress(host) === isForbiddenAddress(read(host)))
  expect(fc.check(property).counterexample).toBeNull()
})

test('never throws', () => {
  const signs = fc.constantFrom(':', '.', '%', '[', ']', '0', 'f', 'fe80', '169', '254', 'ffff', '0x')
  const likely = fc.array(signs, { maxLength: 20 }).map((parts) => parts.join(''))
  const property = fc.property(fc.oneof(likely, anyText()), (host) => void isForbiddenAddress(host))
  expect(fc.check(property).counterexample).toBeNull()
})
