// Preloaded into the server: it ends when the process that started it is gone. A launcher that was killed cannot clean up.
const parent = process.ppid;

if (/(server-main|entry)\.js$/.test(process.argv[1] ?? '')) {
  setInterval(() => {
    if (process.ppid !== parent) {
      process.exit(0);
    }
  }, 1000).unref();
}
