/** How password managers call the column of keys (KeePassXC, Dashlane, NordPass, Proton Pass, LastPass and others). */
export const isKeyColumn = (name: string): boolean =>
  /^(login_?)?(totp|2fa|otp)([_ ]?(auth|url|uri|secret|key))?$|^one[- ]time[- ]pass|^authenticator key/.test(name);
