import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Plugin } from "vite";

const KINDS = /\.(js|mjs|css|html|svg|json|webmanifest|wasm|onnx)$/;
/** Below this a request's headers weigh more than what is saved, in bytes. */
const LEAST = 1024;
/** From here on the last percents would take brotli minutes, in bytes. */
const LARGE = 1 << 20;

/** Writes each file of the build compressed beside it, as `.br` and `.gz`: the server sends what the browser takes. */
export function precompress(): Plugin {
  let folder = "dist";
  return {
    name: "precompress",
    apply: "build",
    configResolved: ({ root, build }) => {
      folder = join(root, build.outDir);
    },
    closeBundle: async () => {
      const names = await readdir(folder, { recursive: true });
      for (const name of names.filter((one) => KINDS.test(one))) {
        const file = join(folder, name);
        const whole = await readFile(file);
        if (whole.length < LEAST) continue;
        const quality = whole.length < LARGE ? constants.BROTLI_MAX_QUALITY : 9;
        const params = { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: whole.length };
        await writeFile(`${file}.br`, await promisify(brotliCompress)(whole, { params }));
        await writeFile(`${file}.gz`, await promisify(gzip)(whole, { level: 9 }));
      }
    },
  };
}
