// What was dropped: files, and those in folders with their paths.

async function children(folder) {
  const reader = folder.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((done, fail) => reader.readEntries(done, fail));
    if (!some.length) {
      return found;
    }
    found.push(...some);
  }
}

async function walk(entry) {
  if (entry.isFile) {
    const file = await new Promise((done, fail) => entry.file(done, fail));
    return [{ file, path: entry.fullPath.replace(/^\//, "") }];
  }
  const inner = await Promise.all((await children(entry)).map(walk));
  return inner.flat();
}

const isClutter = ({ file }) => file.name.startsWith(".") || file.name === "Thumbs.db";

export async function filesOf(transfer) {
  const entries = [...transfer.items]
    .map((item) => item.webkitGetAsEntry?.())
    .filter(Boolean);
  const found = entries.length
    ? (await Promise.all(entries.map(walk))).flat()
    : [...transfer.files].map((file) => ({ file, path: file.name }));
  return found.filter((one) => !isClutter(one));
}
