/** The only credentials that the simulated InfoLink knows. They are public: never use them for anything real. */
export const infoLinkCredentials = {
  apiKey: 'sim-infolink-key',
  clientId: 'sim-infolink-client',
  clientSecret: 'sim-infolink-secret',
  userId: 1,
  userName: 'infolink-user',
  password: 'sim-infolink-password',
} as const;
