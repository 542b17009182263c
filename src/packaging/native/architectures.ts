/** A kind of machine that there are packages for, by the names that each tool has for it. */
export type Architecture = {
  /** Node's and npm's name. */
  npm: 'x64' | 'arm64'
  debian: 'amd64' | 'arm64'
  rpm: 'x86_64' | 'aarch64'
  /** Of the package `node-linux-<npm>`, so that npm refuses any other file. */
  nodeIntegrity: string
}

/** The Node that the packages bring with them: the latest of a line with long-term support that the tests run on. */
export const BUNDLED_NODE = '24.22.3'

export const ARCHITECTURES: readonly Architecture[] = [
  {
    npm: 'x64',
    debian: 'amd64',
    rpm: 'x86_64',
    nodeIntegrity: 'sha512-KHsob+Fv9YerATvYujMbiyJqnRCvLtrcr/eTNqRqiOSGp97EOiRP1yP47+knGgQ/xnc3XY8xzkW587dlZzNqRA==',
  },
  {
    npm: 'arm64',
    debian: 'arm64',
    rpm: 'aarch64',
    nodeIntegrity: 'sha512-IZx0J52/1NDwAsY2iyWR9nlPIYuYviTWetjj8+ElvYQh2+XRhLfCfkbFEF/2O5vGI2hcUbyPNHV+nz342FbJXw==',
  },
]
