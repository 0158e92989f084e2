import type { AuthForm, ConnectionForm } from '../backends/connection-form.js';
import { backendTypes, type BackendTypeName } from '../backends/registry.js';

/** A way to prove who a connection is; each type of back end has its own. */
export type AuthKind = { [T in BackendTypeName]: keyof (typeof backendTypes)[T]['form']['auth'] }[BackendTypeName];

/** The ways of a type of back end, with their options. */
export function authKindsOf(type: BackendTypeName): Readonly<Partial<Record<AuthKind, AuthForm>>> {
  return backendTypes[type].form.auth;
}

export function authKindNames(type: BackendTypeName): AuthKind[] {
  return Object.keys(authKindsOf(type)) as AuthKind[];
}

const forms = Object.values(backendTypes).map(({ form }): ConnectionForm => form);

/** Options whose values a file may only refer to. */
export const secretOptions: ReadonlySet<string> = new Set(forms.flatMap(({ secrets }) => secrets));

export const urlOptions: ReadonlySet<string> = new Set(forms.flatMap(({ urls }) => urls));

export function isAuthKind(text: string, type: BackendTypeName): text is AuthKind {
  return Object.hasOwn(authKindsOf(type), text);
}
