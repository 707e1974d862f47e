// The commands of this subject, loaded together: a file for each would make the package 30 kB larger.
export { checkCertificates } from './checkCertificates.ts';
export { moveFoundationDown } from './moveFoundationDown.ts';
export { moveFoundationUp } from './moveFoundationUp.ts';
export { openSampleFoundation } from './openSampleFoundation.ts';
export { removeFoundation } from './removeFoundation.ts';
export { renameFoundation } from './renameFoundation.ts';
export { signIn } from './signIn.ts';
export { signOut } from './signOut.ts';
export { trustCertificateAuthority } from './trustCertificateAuthority.ts';
export { useCliSession } from './useCliSession.ts';
