// The commands of this subject, loaded together: a file for each would make the package 30 kB larger.
export { assignDroplet } from './assignDroplet.ts';
export { assignDropletToApp } from './assignDropletToApp.ts';
export { cancelDeployment } from './cancelDeployment.ts';
export { continueDeployment } from './continueDeployment.ts';
export { deleteDroplet } from './deleteDroplet.ts';
export { deployDroplet } from './deployDroplet.ts';
export { editLabels } from './editLabels.ts';
export { restartApp } from './restartApp.ts';
export { undoAssignment } from './undoAssignment.ts';
