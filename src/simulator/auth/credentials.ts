/** The default credentials of the simulator. They are public: never use them for anything real. */
export const credentials = {
  clientId: 'sim-client',
  clientSecret: 'sim-secret',
  tenancyName: 'DefaultTenant',
  userName: 'admin',
  password: 'sim-password',
  personalAccessToken: 'rt_sim-token',
  userKeyClientId: 'sim-user-key-client',
  refreshToken: 'sim-refresh-token',
} as const;

export type Credentials = Readonly<Record<keyof typeof credentials, string>>;
