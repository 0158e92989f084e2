import type { ConnectionForm } from '../connection-form.js';

/** What a connection of type `infolink` may say in the configuration. */
export const infoLinkForm = {
  auth: {
    apiKey: { needed: ['apiKey'], optional: [] },
    clientCredentials: { needed: ['clientId', 'clientSecret'], optional: ['tokenUrl'] },
    password: { needed: ['clientId', 'clientSecret', 'username', 'password'], optional: ['tokenUrl'] },
  },
  secrets: ['apiKey', 'clientSecret', 'password'],
  urls: ['tokenUrl'],
  settings: {
    basePath: (text) =>
      /^\/[^?#\s]*$/.test(text)
        ? { value: text }
        : { fault: 'is not a path', remedy: 'Write a path that begins with /, for example /api/v1.' },
    suffix: (text) =>
      text === 'none' || /^\.\w+$/.test(text)
        ? { value: text === 'none' ? '' : text }
        : { fault: 'is not a suffix', remedy: 'Write for example .jsp, or none.' },
  },
} as const satisfies ConnectionForm;
