// Stands in for @vscode/native-watchdog, which has no prebuilt binary on npm: ends the process when the given one is gone.
exports.start = (pid) => {
  setInterval(() => {
    try {
      process.kill(pid, 0);
    } catch {
      process.exit(87);
    }
  }, 1000).unref();
};
